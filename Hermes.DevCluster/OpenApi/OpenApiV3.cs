using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.OpenApi;

/// <summary>The OpenAPI v3 documents of the kinds that are served: one per group and version, and an index that names them.</summary>
public static class OpenApiV3
{
    // Writing a schema out takes far longer than asking for it again: the index is asked for by every kubectl command.
    private static readonly ConditionalWeakTable<KindRow, byte[]> Digests = [];

    /// <summary>The index at <c>/openapi/v3</c>: for each group and version where its document is, with a hash of its content.</summary>
    /// <param name="rows">Every kind that is served.</param>
    public static JsonObject Index(IReadOnlyList<KindRow> rows)
    {
        var paths = new JsonObject();
        foreach (var version in rows.GroupBy(Path).OrderBy(static group => group.Key, StringComparer.Ordinal))
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
            foreach (var row in version)
            {
                hash.AppendData(Digests.GetValue(row, Digest));
            }

            paths[version.Key] = new JsonObject
            {
                ["serverRelativeURL"] = $"/openapi/v3/{version.Key}?hash={Convert.ToHexString(hash.GetHashAndReset())}",
            };
        }

        return new JsonObject { ["paths"] = paths };
    }

    /// <summary>The document of one group and version; null where nothing of it is served.</summary>
    /// <param name="rows">Every kind that is served.</param>
    /// <param name="group">The group; empty for the core group.</param>
    /// <param name="version">The version.</param>
    public static JsonObject? Document(IReadOnlyList<KindRow> rows, string group, string version)
    {
        var served = rows.Where(row => row.Group == group && row.Version == version).ToArray();
        if (served.Length == 0)
        {
            return null;
        }

        var components = new Components("#/components/schemas/");
        return new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = "v1.36.2" },
            ["paths"] = new Paths(components, version3: true).Of(served),
            ["components"] = new JsonObject { ["schemas"] = components.Of(served) },
        };
    }

    private static string Path(KindRow row) => row.Group.Length == 0 ? $"api/{row.Version}" : $"apis/{row.Group}/{row.Version}";

    private static byte[] Digest(KindRow row) => SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{row}/{row.Kind}/{row.Namespaced}/{row.HasStatus}/{row.Scale}/{SchemaJson.ForDefinition(row.Schema).ToJsonString()}"));
}
