namespace Hermes.Service.Identity;

/// <summary>A span of time as people say it: its two largest units.</summary>
internal static class Uptime
{
    public static string Format(TimeSpan uptime) => uptime switch
    {
        { Days: > 0 } => FormattableString.Invariant($"{uptime.Days} d {uptime.Hours} h"),
        { Hours: > 0 } => FormattableString.Invariant($"{uptime.Hours} h {uptime.Minutes} min"),
        { Minutes: > 0 } => FormattableString.Invariant($"{uptime.Minutes} min {uptime.Seconds} s"),
        _ => FormattableString.Invariant($"{uptime.Seconds} s"),
    };
}
