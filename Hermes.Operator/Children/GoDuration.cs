namespace Hermes.Operator.Children;

/// <summary>
/// Durations as Go prints them. A controller written in Go that updates an object writes them back in this form: any other would read
/// as a change by somebody else.
/// </summary>
internal static class GoDuration
{
    public static string Seconds(int total)
    {
        var (minutes, seconds) = Math.DivRem(total, 60);
        var (hours, restMinutes) = Math.DivRem(minutes, 60);
        return (hours, minutes) switch
        {
            ( > 0, _) => $"{hours}h{restMinutes}m{seconds}s",
            (_, > 0) => $"{minutes}m{seconds}s",
            _ => $"{seconds}s",
        };
    }
}
