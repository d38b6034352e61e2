using System.Text.Json;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Apply;

/// <summary>A schema as merging sees it: what shape a value has, and of what type its fields and elements are.</summary>
/// <param name="Schema">The schema node.</param>
/// <param name="PreservesUnknown">Whether a schema above keeps unknown fields: that holds for all below it.</param>
internal readonly record struct MergeType(Schema Schema, bool PreservesUnknown)
{
    /// <summary>The type of what no schema describes: objects merge field by field, arrays are one value.</summary>
    public static MergeType Deduced { get; } = new(Schema.Any, PreservesUnknown: true);

    /// <summary>Whether an object is one value.</summary>
    public bool IsAtomicMap => Schema.AtomicMap;

    /// <summary>How an array merges; elements of an array without a schema cannot be told apart.</summary>
    public ListType ListType => Schema.Items is null ? ListType.Atomic : Schema.ListType;

    /// <summary>The type of a whole object of a kind.</summary>
    public static MergeType OfKind(Schema schema) => Of(ObjectMetaSchema.Complete(schema), preserves: false);

    /// <summary>Whether the schema names the field.</summary>
    public bool Declares(string field) => Schema.Properties.ContainsKey(field);

    /// <summary>The type of a field; null where the schema does not allow it.</summary>
    public MergeType? Field(string name)
    {
        if (Schema.Properties.TryGetValue(name, out var field))
        {
            return Of(field, PreservesUnknown);
        }

        if (Schema.AdditionalProperties is { } values)
        {
            return Of(values, PreservesUnknown);
        }

        return PreservesUnknown || Schema.Properties.Count == 0 ? Deduced : null;
    }

    /// <summary>A field of the object; empty or null rather than absent where the kind always writes it.</summary>
    public Operand FieldOf(Operand map, string name)
    {
        var field = map.Field(name);
        if (field.Exists || !map.Exists || !Schema.Properties.TryGetValue(name, out var declared))
        {
            return field;
        }

        return declared switch
        {
            { AlwaysPresent: true, Type: "object" } => Operand.Of(new JsonObject()),
            { AlwaysPresent: true } => Operand.Of(declared.Default),
            { Type: "array", KeepsZero: true } => Operand.Of(null),
            _ => field,
        };
    }

    /// <summary>The type of an array's elements.</summary>
    public MergeType Element() => Schema.Items is { } items ? Of(items, PreservesUnknown) : Deduced;

    /// <summary>The shape in which the value is handled; for no value or null the one the schema prefers.</summary>
    public MergeShape Shape(Operand operand) => Schema.Type switch
    {
        _ when Schema.IntOrString => MergeShape.Scalar,
        "object" => MergeShape.Map,
        "array" => MergeShape.List,
        null => operand.Value switch
        {
            JsonArray => MergeShape.List,
            JsonValue => MergeShape.Scalar,
            _ => MergeShape.Map,
        },
        _ => MergeShape.Scalar,
    };

    /// <summary>What is wrong with a scalar of this type; null when nothing is.</summary>
    public string? FaultOfScalar(JsonNode? value)
    {
        if (value is null)
        {
            return null;
        }

        var kind = value.GetValueKind();
        return Schema.Type switch
        {
            _ when Schema.IntOrString => FaultOfAnyScalar(value),
            "integer" or "number" when kind != JsonValueKind.Number => $"expected numeric (int or float), got {GoType(kind)}",
            "string" when Schema.Format is null or "" or "byte" && kind != JsonValueKind.String =>
                $"expected string, got &value.valueUnstructured{{Value:{value.ToJsonString()}}}",
            "boolean" when kind is not (JsonValueKind.True or JsonValueKind.False) => $"expected boolean, got {Show(value)}",
            "integer" or "number" or "boolean" => null,
            _ => FaultOfAnyScalar(value),
        };
    }

    /// <summary>The step that picks an element of this array, or what is wrong with it.</summary>
    public PathElement? ElementPath(JsonNode? element, out string? fault)
    {
        fault = null;
        return ListType == ListType.Map ? KeyPath(element, out fault) : SetPath(element, out fault);
    }

    private static MergeType Of(Schema schema, bool preserves) =>
        new(schema.EmbeddedResource ? ObjectMetaSchema.Complete(schema) : schema, preserves || schema.PreserveUnknownFields);

    private static PathElement? SetPath(JsonNode? element, out string? fault)
    {
        fault = element switch
        {
            JsonObject => "associative list without keys has an element that's a map type",
            JsonArray => "not supported: associative list with lists as elements",
            null => "associative list without keys has an element that's an explicit null",
            _ => null,
        };
        return fault is null ? PathElement.Value(element) : null;
    }

    private static string? FaultOfAnyScalar(JsonNode value) =>
        value is JsonValue ? null : $"expected any scalar, got {Show(value)}";

    private static string GoType(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Array => "[]interface {}",
        _ => "map[string]interface {}",
    };

    private static string Show(JsonNode value) => value.ToJsonString();

    private PathElement? KeyPath(JsonNode? element, out string? fault)
    {
        fault = element switch
        {
            null => "associative list with keys may not have a null element",
            not JsonObject => "associative list with keys may not have non-map elements",
            _ => null,
        };
        if (element is not JsonObject map)
        {
            return null;
        }

        var keys = new List<KeyValuePair<string, JsonNode?>>();
        foreach (var name in Schema.ListMapKeys)
        {
            if (map.TryGetPropertyValue(name, out var value))
            {
                keys.Add(new(name, value));
            }
            else if (Schema.Items?.Properties.GetValueOrDefault(name)?.Default is { } standing)
            {
                keys.Add(new(name, standing));
            }
        }

        if (keys.Count == 0)
        {
            var names = string.Join(' ', Schema.ListMapKeys.Select(name => $"\"{name}\""));
            fault = $"associative list with keys has an element that omits all key fields [{names}] "
                + "(and doesn't have default values for any key fields)";
            return null;
        }

        return PathElement.Key(keys);
    }
}
