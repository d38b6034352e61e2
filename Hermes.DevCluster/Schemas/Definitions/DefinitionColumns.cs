using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.Schemas.Definitions;

/// <summary>The printer columns of a CRD's version.</summary>
internal static class DefinitionColumns
{
    private const string AgeDescription =
        "CreationTimestamp is a timestamp representing the server time when this object was created. It is not guaranteed to be set in "
        + "happens-before order across separate operations. Clients may not set this value. It is represented in RFC3339 form and is in "
        + "UTC.\n\nPopulated by the system. Read-only. Null for lists. More info: "
        + "https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata";

    private static readonly JsonObject Age = new()
    {
        ["name"] = "Age",
        ["type"] = "date",
        ["description"] = AgeDescription,
        ["jsonPath"] = ".metadata.creationTimestamp",
    };

    /// <summary>
    /// The columns after the name. The cell of a <c>date</c> column is the timestamp; who writes the table turns it into an age. As on the
    /// real server a version without columns has the age, and one path that cannot be read takes all columns away.
    /// </summary>
    public static IReadOnlyList<PrinterColumn> Of(JsonObject version)
    {
        var listed = (version["additionalPrinterColumns"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var columns = (listed.Count == 0 ? [Age] : listed).ConvertAll(Column);
        return columns.Contains(null) ? [] : [.. columns.OfType<PrinterColumn>()];
    }

    private static PrinterColumn? Column(JsonObject json)
    {
        var text = JsonTypes.Text(json["jsonPath"]) ?? "";
        var type = JsonTypes.Text(json["type"]) ?? "string";
        if (JsonPath.Parse(text) is not { } path)
        {
            return null;
        }

        return new(JsonTypes.Text(json["name"]) ?? "", type, owner => Cell(type, path.Find(owner).FirstOrDefault()))
        {
            Format = JsonTypes.Text(json["format"]) ?? "",
            Description = JsonTypes.Text(json["description"]) is { Length: > 0 } prose
                ? prose
                : $"Custom resource definition column (in JSONPath format): {text}",
            Priority = JsonTypes.TryInteger(json["priority"], out var priority) ? (int)priority : 0,
        };
    }

    private static JsonNode? Cell(string type, JsonNode? value) => (type, JsonTypes.Of(value)) switch
    {
        (_, "null") => null,
        ("string", "string") or ("date", "string") or ("boolean", "boolean") => value!.DeepClone(),
        ("string", _) => value!.ToJsonString(),
        ("integer", "integer" or "number") => (long)JsonTypes.Float(value!),
        ("number", "integer" or "number") => value!.DeepClone(),
        _ => null,
    };
}
