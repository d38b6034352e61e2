using System.Globalization;
using System.Text.Json.Nodes;
using Hermes.Kubernetes.Yaml;

namespace Hermes.Chart.Tests.Manifests;

/// <summary>The objects that the rules are held against.</summary>
internal static class ManifestSet
{
    /// <summary>What <c>kubectl apply -k config</c> installs.</summary>
    public static IReadOnlyList<JsonObject> Install() =>
        [.. Files("config", "rbac").Concat(Files("config", "manager")).SelectMany(Read).Where(manifest => Workload.KindOf(manifest) != "Namespace")];

    /// <summary>The folders of what apps become, one for each case.</summary>
    public static IEnumerable<string> GoldenCases() =>
        Directory.GetDirectories(RepositoryFolder.PathOf("Hermes.Operator.Tests", "Children", "Golden")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    /// <summary>What an app becomes.</summary>
    public static IReadOnlyList<JsonObject> Golden(string @case) =>
        [.. Read(RepositoryFolder.PathOf("Hermes.Operator.Tests", "Children", "Golden", @case, "expected.yaml"))];

    /// <summary>Sets a value of the first object of a kind, or takes it away; what is on the way to it is made.</summary>
    /// <param name="manifests">The objects.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="path">Keys and places in lists, joined by dots; a slash stands for a dot within a key.</param>
    /// <param name="json">The value; null to take it away.</param>
    public static void Change(IReadOnlyList<JsonObject> manifests, string kind, string path, string? json)
    {
        JsonNode holder = manifests.First(manifest => Workload.KindOf(manifest) == kind);
        var steps = path.Split('.');
        foreach (var step in steps.SkipLast(1))
        {
            holder = Step(holder, step) ?? (holder.AsObject()[step] = new JsonObject());
        }

        var value = json is null ? null : JsonNode.Parse(json);
        if (int.TryParse(steps[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            holder[index] = value;
        }
        else if (json is null)
        {
            holder.AsObject().Remove(steps[^1]).ShouldBeTrue($"{kind}: there is no {path} to take away");
        }
        else
        {
            holder[steps[^1]] = value;
        }
    }

    private static JsonNode? Step(JsonNode holder, string step) =>
        int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? holder[index] : holder[step];

    private static string[] Files(params string[] folder) => Directory.GetFiles(RepositoryFolder.PathOf(folder), "*.yaml");

    private static IEnumerable<JsonObject> Read(string path) => YamlReader.Read(File.ReadAllText(path)).Select(document => document.Content.AsObject());
}
