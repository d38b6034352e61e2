using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Hermes.Kubernetes.Configuration;

/// <summary>One or several kubeconfig files as one: of two settings or entries of the same name the first counts, as for kubectl.</summary>
internal sealed class Kubeconfig
{
    private readonly IReadOnlyList<KubeconfigNode> _files;

    private Kubeconfig(IReadOnlyList<KubeconfigNode> files) => _files = files;

    public static Kubeconfig Read(IEnumerable<string> files) => new([.. files.Select(ReadFile)]);

    /// <param name="context">The context's name; null for the current one.</param>
    public ClusterConfiguration Resolve(string? context)
    {
        var files = string.Join(Path.PathSeparator, _files.Select(file => file.File));
        var name = context
            ?? _files.Select(file => file.Text("current-context")).FirstOrDefault(current => current is not null)
            ?? throw new ClusterConfigurationException($"{files}: current-context: is missing, and no context was named");
        var chosen = Find("contexts", "context", name)
            ?? throw new ClusterConfigurationException($"{files}: contexts: there is no '{name}'{Choice("contexts")}");

        var cluster = Find("clusters", "cluster", chosen.Required("cluster"))
            ?? throw chosen.Fault("cluster", $"there is no cluster '{chosen.Text("cluster")}'");
        var configuration = KubeconfigCluster.Apply(cluster, new ClusterConfiguration
        {
            Server = KubeconfigCluster.Server(cluster),
            Namespace = chosen.Text("namespace") ?? "default",
            Origin = $"{files}, context {name}",
        });
        if (chosen.Text("user") is not { } user)
        {
            return configuration;
        }

        return KubeconfigUser.Apply(
            Find("users", "user", user) ?? throw chosen.Fault("user", $"there is no user '{user}'"), configuration);
    }

    private KubeconfigNode? Find(string list, string item, string name) => _files
        .SelectMany(file => file.Mappings(list))
        .Where(entry => entry.Text("name") == name)
        .Select(entry => entry.Mapping(item)?.At($"{list}[{name}].{item}"))
        .FirstOrDefault();

    private string Choice(string list)
    {
        var names = string.Join(", ", _files.SelectMany(file => file.Mappings(list)).Select(entry => entry.Text("name")));
        return names.Length == 0 ? "" : $" (there are: {names})";
    }

    private static KubeconfigNode ReadFile(string path)
    {
        try
        {
            using var text = File.OpenText(path);
            var yaml = new YamlStream();
            yaml.Load(text);
            return yaml.Documents.Count > 0 && yaml.Documents[0].RootNode is YamlMappingNode root
                ? new KubeconfigNode(path, "", root)
                : throw new ClusterConfigurationException($"{path}: is empty or no mapping, so no kubeconfig");
        }
        catch (YamlException failure)
        {
            throw new ClusterConfigurationException(
                $"{path}: line {failure.Start.Line}: is no YAML: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ClusterConfigurationException($"{path}: cannot be read: {failure.Message}", failure);
        }
    }
}
