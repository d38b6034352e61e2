namespace Hermes.Kubernetes.Tests;

/// <summary>Where the repository's own files are: tests compare them with the code.</summary>
internal static class RepositoryFolder
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string directory) =>
        File.Exists(Path.Combine(directory, "Hermes.slnx")) ? directory : Find(Path.GetDirectoryName(directory)!);
}
