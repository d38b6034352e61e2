namespace Hermes.Demo.Installing;

/// <summary>The samples of <c>config/samples</c>, which the build copies beside the program.</summary>
internal static class SampleFiles
{
    public static IReadOnlyList<string> All =>
    [
        .. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "samples"), "*.yaml").Order(StringComparer.Ordinal),
    ];
}
