using System.Text.Json.Nodes;

namespace Hermes.Chart.Tests.Charts;

/// <summary>Questions to rendered objects.</summary>
internal static class Objects
{
    public static string KindOf(this JsonObject manifest) => manifest["kind"]!.GetValue<string>();

    public static string NameOf(this JsonObject manifest) => manifest["metadata"]!["name"]!.GetValue<string>();

    public static string? NamespaceOf(this JsonObject manifest) => manifest["metadata"]!["namespace"]?.GetValue<string>();

    public static bool IsHook(this JsonObject manifest) => manifest["metadata"]!["annotations"]?["helm.sh/hook"] is not null;

    public static IEnumerable<JsonObject> OfKind(this IEnumerable<JsonObject> manifests, string kind) =>
        manifests.Where(manifest => manifest.KindOf() == kind);

    /// <summary>The only one of a kind that is no hook.</summary>
    public static JsonObject Single(this IEnumerable<JsonObject> manifests, string kind) =>
        manifests.OfKind(kind).Where(manifest => !manifest.IsHook()).ShouldHaveSingleItem();

    public static IEnumerable<string> Strings(this JsonNode? list) => (list as JsonArray ?? []).Select(item => item!.GetValue<string>());

    /// <summary>The arguments of the operator's container.</summary>
    public static IReadOnlyList<string> OperatorArguments(this IEnumerable<JsonObject> manifests) =>
        [.. manifests.Single("Deployment")["spec"]!["template"]!["spec"]!["containers"]![0]!["args"].Strings()];
}
