namespace Hermes.Chart.Tests;

/// <summary>Where the repository's own files are: what is shipped is tested as it lies there.</summary>
internal static class RepositoryFolder
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string Find(string directory) =>
        File.Exists(Path.Combine(directory, "Hermes.slnx")) ? directory : Find(Path.GetDirectoryName(directory)!);
}
