using System.Text.Json;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Kinds.Wire;

/// <summary>A value that does not fit the Go type of its field.</summary>
/// <param name="Field">The struct and the path of the field, without indexes.</param>
/// <param name="Value">The value.</param>
/// <param name="Schema">What the field takes.</param>
internal sealed record GoMisfit(string Field, JsonNode Value, Schema Schema)
{
    /// <summary>As encoding/json says it.</summary>
    public string InJsonWords => $"json: cannot unmarshal {Found()} into Go struct field {Field} of type {GoName(Schema)}";

    /// <summary>As the converter of unstructured objects says it, through which a strategic merge patch goes.</summary>
    public string InConverterWords => (Schema.Type, Value.GetValueKind()) switch
    {
        ("object", var kind) => $"cannot restore {(Schema.AdditionalProperties is null ? "struct" : "map")} from: {Reflected(kind)}",
        ("array", var kind) => $"cannot restore slice from {Reflected(kind)}",
        (_, JsonValueKind.Object or JsonValueKind.Array) or ("integer" or "number" or "boolean", JsonValueKind.String) =>
            $"unrecognized type: {GoName(Schema)}",
        (_, var kind) => $"cannot convert {Reflected(kind)} to {GoName(Schema)}",
    };

    private string Found() => Value.GetValueKind() switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number when Schema.Type == "integer" => $"number {Value.ToJsonString()}",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Array => "array",
        _ => "object",
    };

    private string Reflected(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "map",
        JsonValueKind.Array => "slice",
        JsonValueKind.String => "string",
        JsonValueKind.Number => JsonTypes.Of(Value) == "integer" ? "int64" : "float64",
        _ => "bool",
    };

    private static string GoName(Schema schema) => schema.Type switch
    {
        "integer" => schema.Format ?? "int64",
        "number" => "float64",
        "boolean" => "bool",
        "array" => $"[]{(schema.Items is { } items ? GoName(items) : "interface {}")}",
        "object" when schema.AdditionalProperties is { } values => $"map[string]{GoName(values)}",
        "object" => $"v1.{schema.GoStruct ?? "Struct"}",
        _ => "string",
    };
}
