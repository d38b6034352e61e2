using System.Text;
using YamlDotNet.RepresentationModel;

namespace Hermes.Kubernetes.Configuration;

/// <summary>A mapping within a kubeconfig that knows its file and its path, so that every fault names its field.</summary>
internal sealed class KubeconfigNode(string file, string path, YamlMappingNode mapping)
{
    public string File { get; } = file;

    /// <summary>The directory that relative paths start from.</summary>
    public string Directory => Path.GetDirectoryName(Path.GetFullPath(File)) ?? "/";

    /// <returns>A field's text; null where it is absent, null or empty.</returns>
    public string? Text(string field) => Child(field) switch
    {
        null => null,
        YamlScalarNode { Value.Length: > 0 } scalar => IsNull(scalar) ? null : scalar.Value,
        YamlScalarNode => null,
        _ => throw Fault(field, "must be a text"),
    };

    public string Required(string field) => Text(field) ?? throw Fault(field, "is missing");

    public bool Flag(string field) => Text(field) switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw Fault(field, "must be true or false"),
    };

    /// <returns>A path, made absolute; null where it is absent.</returns>
    public string? FilePath(string field) => Text(field) is { } path ? Path.Combine(Directory, path) : null;

    /// <returns>The text that a field holds as base64; null where it is absent.</returns>
    public string? Decoded(string field)
    {
        try
        {
            return Text(field) is { } text ? Encoding.UTF8.GetString(Convert.FromBase64String(text)) : null;
        }
        catch (FormatException failure)
        {
            throw Fault(field, "is not base64", failure);
        }
    }

    /// <returns>PEM from <c>field-data</c>, which wins, or from the file that <c>field</c> names; null where both are absent.</returns>
    public PemSource? Pem(string field) =>
        Decoded($"{field}-data") is { } text ? PemSource.FromText(text)
        : FilePath(field) is { } path ? PemSource.FromFile(path)
        : null;

    public KubeconfigNode? Mapping(string field) => Child(field) switch
    {
        null => null,
        YamlMappingNode child => new KubeconfigNode(File, Join(field), child),
        YamlScalarNode scalar when IsNull(scalar) => null,
        _ => throw Fault(field, "must be a mapping"),
    };

    public IEnumerable<string> Texts(string field) => Sequence(field)
        .Select((item, index) => item is YamlScalarNode { Value: { } text } ? text : throw Fault($"{field}[{index}]", "must be a text"));

    public IEnumerable<KubeconfigNode> Mappings(string field) => Sequence(field)
        .Select((item, index) => item is YamlMappingNode child
            ? new KubeconfigNode(File, Join($"{field}[{index}]"), child)
            : throw Fault($"{field}[{index}]", "must be a mapping"));

    /// <summary>The names of the fields that are there.</summary>
    public IEnumerable<string> Fields() => mapping.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "");

    /// <summary>The same mapping under a path that says more than a number.</summary>
    public KubeconfigNode At(string betterPath) => new(File, betterPath, mapping);

    public ClusterConfigurationException Fault(string field, string what, Exception? cause = null) =>
        new($"{File}: {Join(field)}: {what}", cause);

    private IEnumerable<YamlNode> Sequence(string field) => Child(field) switch
    {
        null => [],
        YamlSequenceNode sequence => sequence.Children,
        YamlScalarNode scalar when IsNull(scalar) => [],
        _ => throw Fault(field, "must be a list"),
    };

    private YamlNode? Child(string field) => mapping.Children.TryGetValue(new YamlScalarNode(field), out var child) ? child : null;

    private string Join(string field) => path.Length == 0 ? field : $"{path}.{field}";

    private static bool IsNull(YamlScalarNode scalar) =>
        scalar.Style == YamlDotNet.Core.ScalarStyle.Plain && scalar.Value is null or "" or "null" or "~";
}
