using System.Globalization;
using Hermes.Campaigns.Workloads;

namespace Hermes.Campaigns.Leadership;

/// <summary>A plan: a workload, how many replicas there are, what befalls one of them first, and a number from which the rest is drawn.</summary>
internal sealed record LeadershipPlan(Workload Workload, int Replicas, DisturbanceKind First, int Number)
{
    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static LeadershipPlan Parse(string text)
    {
        var parts = text.Split('/');
        return parts.Length == 4
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var replicas)
            && replicas is 2 or 3
            && Enum.TryParse<DisturbanceKind>(parts[2], out var first)
            && int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new LeadershipPlan(WorkloadCatalog.Get(parts[0]), replicas, first, number)
            : throw new FormatException($"'{text}' is no plan of leadership, such as edit-image/2/Pause/7");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Workload.Name}/{Replicas}/{First}/{Number}");
}
