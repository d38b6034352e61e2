using System.Globalization;
using Hermes.Campaigns.Workloads;

namespace Hermes.Campaigns.Unobserved;

/// <summary>When the operator is shown nothing, and of what.</summary>
/// <param name="Step">In which step it begins, from 1.</param>
/// <param name="Plural">Of which resource; <see cref="All"/> for all.</param>
/// <param name="First">The change of the step, from 1, that is the first not to be shown.</param>
/// <param name="Length">
/// How many changes are not shown; 0 for as many as come until all is at rest, <see cref="ThroughNextStep"/> for those of the next step too.
/// </param>
/// <param name="Ending">How the operator learns of the end.</param>
internal sealed record HiddenWindow(int Step, string Plural, int First, int Length, WindowEnding Ending)
{
    /// <summary>Every resource.</summary>
    public const string All = "all";

    /// <summary>Until all is at rest after the step that follows.</summary>
    public const int ThroughNextStep = -1;

    private const string Next = "next";

    private static readonly int[] Lengths = [1, 3, 0, ThroughNextStep];

    /// <summary>Every window of a workload.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="changes">What changes in it where nothing is hidden.</param>
    public static IEnumerable<HiddenWindow> Of(Workload workload, IReadOnlyList<WorkloadChange> changes) =>
        from step in Enumerable.Range(1, workload.Steps.Count)
        let own = changes.Where(change => change.Step == step).ToList()
        from change in own
        from plural in (string[])[All, change.Plural]
        from length in Lengths
        where length != ThroughNextStep || step < workload.Steps.Count
        from ending in Enum.GetValues<WindowEnding>()
        select new HiddenWindow(step, plural, change.Place, length, ending);

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static HiddenWindow Parse(string text)
    {
        var parts = text.Split(':', '+');
        return parts.Length == 5
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var step) && step > 0
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var first) && first > 0
            && ParseLength(parts[3]) is { } length
            && Enum.TryParse<WindowEnding>(parts[4], out var ending)
            ? new HiddenWindow(step, parts[1], first, length, ending)
            : throw new FormatException($"'{text}' is no window, such as 2:hermesapps:1+next:Relist");
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Step}:{Plural}:{First}+{(Length == ThroughNextStep ? Next : Length)}:{Ending}");

    private static int? ParseLength(string text) =>
        text == Next ? ThroughNextStep : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null;
}
