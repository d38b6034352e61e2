using System.Globalization;

namespace Hermes.DevCluster.Tables;

/// <summary>A duration as kubectl's tables show it: two units at most, the smaller one only while it matters.</summary>
internal static class HumanDuration
{
    /// <summary>How long ago a time was; what is no time shows as such.</summary>
    public static string Since(string? time, DateTimeOffset now)
    {
        if (time is null)
        {
            return "<unknown>";
        }

        return DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var then)
            ? Of(now - then)
            : "<invalid>";
    }

    public static string Of(TimeSpan duration)
    {
        var seconds = (long)duration.TotalSeconds;
        if (seconds < 0)
        {
            // Two clocks may disagree by a second.
            return seconds < -1 ? "<invalid>" : "0s";
        }

        var minutes = seconds / 60;
        var hours = minutes / 60;
        var days = hours / 24;
        return seconds switch
        {
            < 120 => Unit(seconds, "s"),
            < 600 => Units(minutes, "m", seconds % 60, "s"),
            < 3 * 3600 => Unit(minutes, "m"),
            < 8 * 3600 => Units(hours, "h", minutes % 60, "m"),
            < 48 * 3600 => Unit(hours, "h"),
            < 8 * 86400 => Units(days, "d", hours % 24, "h"),
            < 2L * 365 * 86400 => Unit(days, "d"),
            < 8L * 365 * 86400 => Units(days / 365, "y", days % 365, "d"),
            _ => Unit(days / 365, "y"),
        };
    }

    private static string Unit(long count, string unit) => count.ToString(CultureInfo.InvariantCulture) + unit;

    private static string Units(long count, string unit, long rest, string smaller) =>
        rest == 0 ? Unit(count, unit) : Unit(count, unit) + Unit(rest, smaller);
}
