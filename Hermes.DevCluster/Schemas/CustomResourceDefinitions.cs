using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Schemas.Definitions;

namespace Hermes.DevCluster.Schemas;

/// <summary>What the server makes of a <c>CustomResourceDefinition</c>: its defaults, its faults, and the rows of its kinds.</summary>
internal static class CustomResourceDefinitions
{
    private static readonly IReadOnlyList<string> Verbs =
        ["delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"];

    /// <summary>Fills in what the server fills in: names, conversion, the stored version.</summary>
    public static void Default(JsonObject crd)
    {
        if (crd["spec"] is not JsonObject spec)
        {
            return;
        }

        if (spec["names"] is JsonObject names && JsonTypes.Text(names["kind"]) is { Length: > 0 } kind)
        {
            names["singular"] = JsonTypes.Text(names["singular"]) is { Length: > 0 } singular ? singular : kind.ToLowerInvariant();
            names["listKind"] = JsonTypes.Text(names["listKind"]) is { Length: > 0 } listKind ? listKind : $"{kind}List";
        }

        spec["conversion"] ??= new JsonObject { ["strategy"] = "None" };
        if (crd["status"] is not JsonObject status)
        {
            crd["status"] = status = new() { ["conditions"] = null, ["acceptedNames"] = new JsonObject { ["plural"] = "", ["kind"] = "" } };
        }

        if (status["storedVersions"] is not JsonArray { Count: > 0 } && StorageVersion(crd) is { } stored)
        {
            status["storedVersions"] = new JsonArray(stored);
        }
    }

    /// <summary>The version in which a definition's objects are stored; null where none is marked.</summary>
    public static string? StorageVersion(JsonObject crd) =>
        Versions(crd).Where(version => JsonTypes.IsTrue(version["storage"])).Select(version => Text(version, "name")).FirstOrDefault();

    /// <summary>Every fault of a definition after its defaults were filled in; empty when it can be served.</summary>
    /// <param name="crd">The definition.</param>
    /// <param name="old">The stored definition on an update; null on creation.</param>
    public static IReadOnlyList<FieldError> Check(JsonObject crd, JsonObject? old = null) => DefinitionCheck.Check(crd, old);

    /// <summary>One row per served version of a definition that <see cref="Check"/> found no fault in; the storage version first.</summary>
    public static IReadOnlyList<KindRow> Rows(JsonObject crd) =>
    [
        .. Versions(crd)
            .Where(version => JsonTypes.IsTrue(version["served"]))
            .OrderByDescending(version => JsonTypes.IsTrue(version["storage"]))
            .Select(version => Row(crd["spec"]!.AsObject(), version)),
    ];

    private static KindRow Row(JsonObject spec, JsonObject version)
    {
        var names = spec["names"]!.AsObject();
        var group = Text(spec, "group")!;
        var subresources = version["subresources"] as JsonObject ?? [];
        var scale = subresources["scale"] is JsonObject paths ? Scale(paths) : null;
        Func<JsonObject, JsonObject?, IEnumerable<FieldError>>? scaleRules = scale is null ? null : (owner, _) => ScaleCheck.Check(owner, scale);
        return new()
        {
            Group = group,
            Version = Text(version, "name")!,
            Kind = Text(names, "kind")!,
            Plural = Text(names, "plural")!,
            Singular = Text(names, "singular"),
            ListKind = Text(names, "listKind"),
            Namespaced = Text(spec, "scope") == "Namespaced",
            ShortNames = Texts(names, "shortNames"),
            Categories = Texts(names, "categories"),
            Verbs = Verbs,
            StorageKey = $"{group}/{Text(names, "plural")}",
            Schema = version["schema"]?["openAPIV3Schema"] is JsonObject schema ? SchemaParser.Parse(schema) : Schema.Any,
            HasStatus = subresources["status"] is not null,
            Scale = scale,
            Custom = true,
            DeprecationWarning = JsonTypes.IsTrue(version["deprecated"])
                ? Text(version, "deprecationWarning") ?? $"{group}/{Text(version, "name")} {Text(names, "kind")} is deprecated"
                : null,
            Validate = scaleRules,
            ValidateStatus = scaleRules,
            SelectableFields =
            [
                .. (version["selectableFields"] as JsonArray ?? [])
                    .Select(field => JsonTypes.Text(field?["jsonPath"])?.TrimStart('.'))
                    .OfType<string>(),
            ],
            Columns = DefinitionColumns.Of(version),
        };
    }

    private static ScaleRow Scale(JsonObject paths) =>
        new(Text(paths, "specReplicasPath")!, Text(paths, "statusReplicasPath")!, Text(paths, "labelSelectorPath"));

    private static IEnumerable<JsonObject> Versions(JsonObject crd) => (crd["spec"]?["versions"] as JsonArray ?? []).OfType<JsonObject>();

    private static string? Text(JsonObject json, string name) => JsonTypes.Text(json[name]);

    private static List<string> Texts(JsonObject json, string name) =>
        [.. (json[name] as JsonArray ?? []).Select(JsonTypes.Text).OfType<string>()];
}
