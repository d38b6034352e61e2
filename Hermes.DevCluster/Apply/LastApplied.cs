using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Apply;

/// <summary>
/// The annotation of client-side <c>kubectl apply</c>: it lets kubectl go over to server-side apply without conflicts with itself.
/// </summary>
internal static class LastApplied
{
    /// <summary>The field manager that kubectl applies as, the only one this concerns.</summary>
    public const string Manager = "kubectl";

    private const string Annotation = "kubectl.kubernetes.io/last-applied-configuration";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The fields that the annotation names and that still hold its values; empty without a usable annotation.</summary>
    public static FieldSet Fields(MergeType type, JsonObject live, string apiVersion)
    {
        if (Read(live) is not { } text || Parse(text) is not { } config || config["apiVersion"]?.ToString() != apiVersion
            || TypedObject.Faults(type, config).Count > 0)
        {
            return new();
        }

        var change = ObjectComparer.Compare(type, config, Ownership.WithoutManagedFields(live));
        return OwnedFields.Of(type, config).Except(change.Modified).Except(change.Added).Except(change.Removed);
    }

    /// <summary>Brings the annotation of the merged object, where it has one, up to what is applied now.</summary>
    public static void Renew(JsonObject merged, JsonObject config)
    {
        if (Read(merged) is null)
        {
            return;
        }

        var applied = Ownership.WithoutManagedFields(config);
        if ((applied["metadata"] as JsonObject)?["annotations"] is JsonObject annotations)
        {
            annotations.Remove(Annotation);
        }

        merged["metadata"]!["annotations"]![Annotation] = Sorted(applied)!.ToJsonString(Plain) + "\n";
    }

    private static string? Read(JsonObject owner) =>
        (owner["metadata"] as JsonObject)?["annotations"] is JsonObject annotations && annotations[Annotation] is JsonValue value
        && value.TryGetValue<string>(out var text) && text.Length > 0
            ? text
            : null;

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonNode? Sorted(JsonNode? value) => value switch
    {
        null => null,
        JsonObject map => new JsonObject(map.OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => new KeyValuePair<string, JsonNode?>(field.Key, Sorted(field.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => value.DeepClone(),
    };
}
