using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Discovery;

/// <summary>Aggregated discovery: every group with its resources in one document.</summary>
internal static class AggregatedDiscovery
{
    /// <summary>The media type of the answer.</summary>
    public const string MediaType = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    /// <summary>The document at <c>/api</c> or at <c>/apis</c>.</summary>
    /// <param name="kinds">The kinds that are served.</param>
    /// <param name="core">Whether it is of the core group, or of all others.</param>
    public static JsonObject Document(KindTable kinds, bool core) => new()
    {
        ["kind"] = "APIGroupDiscoveryList",
        ["apiVersion"] = "apidiscovery.k8s.io/v2",
        ["metadata"] = new JsonObject(),
        ["items"] = new JsonArray([.. kinds.Groups.Where(group => group.Name.Length == 0 == core).Select(group => Group(kinds, group))]),
    };

    private static JsonObject Group(KindTable kinds, ServedGroup group) => new()
    {
        ["metadata"] = group.Name.Length == 0
            ? new JsonObject { ["creationTimestamp"] = null }
            : new JsonObject { ["name"] = group.Name, ["creationTimestamp"] = null },
        ["versions"] = new JsonArray([.. group.Versions.Select(version => new JsonObject
        {
            ["version"] = version,
            ["resources"] = new JsonArray([.. Resources(kinds, group.Name, version)]),
            ["freshness"] = "Current",
        })]),
    };

    /// <summary>The same facts as the plain list tells, with each subresource under its resource.</summary>
    private static IEnumerable<JsonObject> Resources(KindTable kinds, string group, string version)
    {
        var listed = ResourceLists.Resources(kinds, group, version)!["resources"]!.AsArray().OfType<JsonObject>().ToArray();
        foreach (var row in kinds.In(group, version).OrderBy(row => row.Plural, StringComparer.Ordinal))
        {
            var plain = listed.First(each => each.Text("name") == row.Plural);
            var resource = new JsonObject
            {
                ["resource"] = row.Plural,
                ["responseKind"] = Kind(group, version, row.Kind),
                ["scope"] = row.Namespaced ? "Namespaced" : "Cluster",
                ["singularResource"] = plain.Text("singularName"),
                ["verbs"] = plain["verbs"]!.DeepClone(),
            };
            foreach (var name in (string[])["shortNames", "categories"])
            {
                if (plain[name] is { } texts)
                {
                    resource[name] = texts.DeepClone();
                }
            }

            JsonObject[] under = [.. listed.Where(each => each.Text("name")!.StartsWith($"{row.Plural}/", StringComparison.Ordinal)).Select(each => Subresource(row, each))];
            if (under.Length > 0)
            {
                resource["subresources"] = new JsonArray([.. under]);
            }

            yield return resource;
        }
    }

    private static JsonObject Subresource(KindRow row, JsonObject plain) => new()
    {
        ["subresource"] = plain.Text("name")![(row.Plural.Length + 1)..],
        ["responseKind"] = Kind(plain.Text("group") ?? row.Group, plain.Text("version") ?? row.Version, plain.Text("kind")!),
        ["verbs"] = plain["verbs"]!.DeepClone(),
    };

    private static JsonObject Kind(string group, string version, string kind) =>
        new() { ["group"] = group, ["version"] = version, ["kind"] = kind };
}
