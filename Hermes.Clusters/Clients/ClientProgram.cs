namespace Hermes.Clusters.Clients;

/// <summary>
/// A program with which people work on clusters, such as kubectl or Helm. What it keeps between runs (the kinds it has discovered, its
/// repositories) goes to a folder of this instance: what it learned of another server on the same port would mislead it.
/// </summary>
public sealed class ClientProgram : IDisposable
{
    private const string ToolsFolder = ".tools";

    private readonly DirectoryInfo _state = Directory.CreateTempSubdirectory("hermes-client-");

    private ClientProgram(string path) => FullName = path;

    /// <summary>The program's file.</summary>
    public string FullName { get; }

    /// <summary>The program's name.</summary>
    public string Name => Path.GetFileName(FullName);

    internal string StateFolder => _state.FullName;

    /// <summary>
    /// Looks in <c>.tools/</c> of the folders above this application, the nearest first, where <c>.ci/kubernetes-tools</c> of the
    /// repository puts the programs, then in <c>PATH</c>.
    /// </summary>
    /// <param name="name">The program's file name, such as <c>kubectl</c>.</param>
    /// <returns>The program, which the caller disposes; null where there is none.</returns>
    public static ClientProgram? Find(string name) => Find(name, AppContext.BaseDirectory, Environment.GetEnvironmentVariable("PATH"));

    /// <summary>One sentence for the person whose test is skipped because <see cref="Find(string)"/> gave null.</summary>
    /// <param name="name">The program that was looked for.</param>
    /// <returns>What is missing, and how it is had.</returns>
    public static string WhyMissing(string name) => $"There is no {name} in {ToolsFolder}/ (see .ci/kubernetes-tools) or on PATH.";

    /// <summary>The program, with one namespace of one cluster as its default.</summary>
    /// <param name="cluster">The cluster; it outlives the session.</param>
    /// <param name="namespace">The namespace; it need not exist yet.</param>
    /// <returns>A session that may be used until this instance is disposed.</returns>
    public ClientSession On(ICluster cluster, string @namespace) => On(cluster.KubeconfigPath, @namespace);

    /// <summary>The program, as whoever a kubeconfig is for.</summary>
    /// <param name="kubeconfigPath">The kubeconfig; what needs no cluster is run without the file being there.</param>
    /// <param name="namespace">The namespace; it need not exist yet.</param>
    /// <returns>A session that may be used until this instance is disposed.</returns>
    public ClientSession On(string kubeconfigPath, string @namespace) => new(this, kubeconfigPath, @namespace);

    /// <summary>Removes what the program kept.</summary>
    public void Dispose() => _state.Delete(recursive: true);

    internal static ClientProgram? Find(string name, string folder, string? path)
    {
        var tools = Ancestors(folder).Select(ancestor => Path.Combine(ancestor, ToolsFolder));
        var file = tools.Concat((path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            .Select(candidate => Path.Combine(candidate, name))
            .FirstOrDefault(File.Exists);
        return file is null ? null : new ClientProgram(file);
    }

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            yield return at.FullName;
        }
    }
}
