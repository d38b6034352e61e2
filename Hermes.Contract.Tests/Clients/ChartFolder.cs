namespace Hermes.Contract.Tests.Clients;

/// <summary>A copy of the tests' chart with a custom resource in a group of its own: Helm takes <c>crds/</c> as it is.</summary>
internal sealed class ChartFolder : IDisposable
{
    private static readonly string Original = Path.Combine(ScenarioFolder.Root, "..", "Clients", "Chart");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermes-chart-");

    public ChartFolder()
    {
        foreach (var file in Directory.EnumerateFiles(Original, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(FullName, Path.GetRelativePath(Original, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.WriteAllText(copy, File.ReadAllText(file).Replace("${group}", Group, StringComparison.Ordinal));
        }
    }

    public string Group { get; } = $"{ClientCluster.Unique()}.example.dev";

    public string Reviews => $"reviews.{Group}";

    public string FullName => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
