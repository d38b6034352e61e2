using System.Globalization;

namespace Hermes.Demo.Rendering;

/// <summary>Durations as people read them.</summary>
internal static class Durations
{
    /// <summary>Such as <c>0.4 ms</c>, <c>12 ms</c> or <c>1.25 s</c>.</summary>
    public static string Text(TimeSpan duration) => duration.TotalMilliseconds switch
    {
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0.0} ms"),
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.00} s"),
    };
}
