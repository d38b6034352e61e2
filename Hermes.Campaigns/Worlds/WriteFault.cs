using System.Globalization;

namespace Hermes.Campaigns.Worlds;

/// <summary>What befalls one write.</summary>
/// <param name="Write">Which, from 1; see <see cref="WritePlan.Expect"/>.</param>
/// <param name="Fate">What.</param>
internal sealed record WriteFault(int Write, WriteFate Fate)
{
    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static WriteFault Parse(string text)
    {
        var parts = text.Split(':');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var write)
            && Enum.TryParse<WriteFate>(parts[1], out var fate)
            ? new WriteFault(write, fate)
            : throw new FormatException($"'{text}' is no fault of a write, such as 3:CrashAfter");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Write}:{Fate}");
}
