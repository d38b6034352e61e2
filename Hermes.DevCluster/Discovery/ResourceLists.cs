using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Discovery;

/// <summary>The discovery documents.</summary>
internal static class ResourceLists
{
    private static readonly string[] SubresourceVerbs = ["get", "patch", "update"];

    /// <summary><c>/api</c>.</summary>
    public static JsonObject CoreVersions(string address) => new()
    {
        ["kind"] = "APIVersions",
        ["versions"] = new JsonArray("v1"),
        ["serverAddressByClientCIDRs"] = new JsonArray(
            new JsonObject { ["clientCIDR"] = "0.0.0.0/0", ["serverAddress"] = address }),
    };

    /// <summary><c>/apis</c>.</summary>
    public static JsonObject Groups(KindTable kinds) => new()
    {
        ["kind"] = "APIGroupList",
        ["apiVersion"] = "v1",
        ["groups"] = new JsonArray([.. Named(kinds).Select(Group)]),
    };

    /// <summary><c>/apis/GROUP</c>; null where the group is not served.</summary>
    public static JsonObject? Group(KindTable kinds, string name)
    {
        if (Named(kinds).FirstOrDefault(served => served.Name == name) is not { } found)
        {
            return null;
        }

        var document = new JsonObject { ["kind"] = "APIGroup", ["apiVersion"] = "v1" };
        foreach (var (field, value) in Group(found))
        {
            document[field] = value?.DeepClone();
        }

        return document;
    }

    /// <summary><c>/apis/GROUP/VERSION</c> and <c>/api/v1</c>; null where the version is not served.</summary>
    public static JsonObject? Resources(KindTable kinds, string group, string version)
    {
        KindRow[] rows = [.. kinds.In(group, version).OrderBy(row => row.Plural, StringComparer.Ordinal)];
        return rows.Length == 0 ? null : new JsonObject
        {
            ["kind"] = "APIResourceList",
            ["apiVersion"] = "v1",
            ["groupVersion"] = group.Length == 0 ? version : $"{group}/{version}",
            ["resources"] = new JsonArray([.. rows.SelectMany(Resources)]),
        };
    }

    private static IEnumerable<ServedGroup> Named(KindTable kinds) => kinds.Groups.Where(group => group.Name.Length > 0);

    private static JsonObject Group(ServedGroup group) => new()
    {
        ["name"] = group.Name,
        ["versions"] = new JsonArray([.. group.Versions.Select(version => Version(group, version))]),
        ["preferredVersion"] = Version(group, group.Versions[0]),
    };

    private static JsonObject Version(ServedGroup group, string version) => new()
    {
        ["groupVersion"] = group.GroupVersion(version),
        ["version"] = version,
    };

    private static IEnumerable<JsonObject> Resources(KindRow row)
    {
        var resource = new JsonObject
        {
            ["name"] = row.Plural,
            ["singularName"] = row.Singular ?? row.Kind.ToLowerInvariant(),
            ["namespaced"] = row.Namespaced,
            ["kind"] = row.Kind,
            ["verbs"] = Texts(row.Verbs),
        };
        if (row.ShortNames.Count > 0)
        {
            resource["shortNames"] = Texts(row.ShortNames);
        }

        if (row.Categories.Count > 0)
        {
            resource["categories"] = Texts(row.Categories);
        }

        if (row.Verbs.Contains("list", StringComparer.Ordinal))
        {
            resource["storageVersionHash"] = StorageVersionHash(row);
        }

        yield return resource;
        foreach (var subresource in Subresources(row))
        {
            yield return subresource;
        }
    }

    // Built-in kinds list theirs by name, custom resources the status first.
    private static IEnumerable<JsonObject> Subresources(KindRow row)
    {
        JsonObject[] status = row.HasStatus ? [Subresource(row, "status", row.Kind, SubresourceVerbs)] : [];
        JsonObject[] scale = row.Scale is null ? [] : [ScaleSubresource(row)];
        JsonObject[] finalize = LifecycleRules.IsNamespace(row) ? [Subresource(row, "finalize", row.Kind, ["update"])] : [];
        return row.Custom ? [.. status, .. scale] : [.. finalize, .. scale, .. status];
    }

    private static JsonObject ScaleSubresource(KindRow row) => new()
    {
        ["name"] = $"{row.Plural}/scale",
        ["singularName"] = "",
        ["namespaced"] = row.Namespaced,
        ["group"] = "autoscaling",
        ["version"] = "v1",
        ["kind"] = "Scale",
        ["verbs"] = Texts(SubresourceVerbs),
    };

    private static JsonObject Subresource(KindRow row, string name, string kind, IReadOnlyList<string> verbs) => new()
    {
        ["name"] = $"{row.Plural}/{name}",
        ["singularName"] = "",
        ["namespaced"] = row.Namespaced,
        ["kind"] = kind,
        ["verbs"] = Texts(verbs),
    };

    // As the real server makes it, so that clients which cache discovery see the same.
    private static string StorageVersionHash(KindRow row) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{row.Group}/{row.Version}/{row.Kind}")).AsSpan(0, 8));

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
