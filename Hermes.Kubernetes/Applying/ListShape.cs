using System.Text.Json;

namespace Hermes.Kubernetes.Applying;

/// <summary>
/// How the API server merges the lists and maps that controllers apply, by field name (<c>x-kubernetes-list-map-keys</c> and
/// <c>x-kubernetes-map-type</c> of the built-in kinds). Whatever is not named here is replaced whole.
/// </summary>
internal static class ListShape
{
    private static readonly string[] Name = ["name"];
    private static readonly string[] Uid = ["uid"];
    private static readonly string[] MountPath = ["mountPath"];
    private static readonly string[] Topology = ["topologyKey", "whenUnsatisfiable"];
    private static readonly string[] ContainerPort = ["containerPort", "protocol"];
    private static readonly string[] ServicePort = ["port", "protocol"];

    /// <summary>The keys that tell a list's items apart; null for a list that is one value.</summary>
    public static string[]? MergeKeys(string field, JsonElement item) => field switch
    {
        "containers" or "initContainers" or "env" or "volumes" or "imagePullSecrets" => Name,
        "volumeMounts" => MountPath,
        "topologySpreadConstraints" => Topology,
        "ownerReferences" => Uid,
        "ports" when Has(item, "containerPort") => ContainerPort,
        "ports" when Has(item, "port") => ServicePort,
        _ => null,
    };

    /// <summary>Whether a map is one value: a key that somebody else adds changes what it means.</summary>
    public static bool IsWhole(string field) => field is "selector" or "labelSelector" or "matchLabels" or "nodeSelector";

    /// <summary>The value of a merge key; the server's default where the item leaves it out.</summary>
    public static string? KeyValue(JsonElement item, string key)
    {
        if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty(key, out var value))
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
        }

        return key == "protocol" ? "TCP" : null;
    }

    private static bool Has(JsonElement item, string key) => item.ValueKind == JsonValueKind.Object && item.TryGetProperty(key, out _);
}
