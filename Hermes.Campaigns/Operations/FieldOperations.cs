using System.Globalization;
using System.Text.Json.Nodes;

namespace Hermes.Campaigns.Operations;

/// <summary>Every operation that the schema of a field gives rise to: set, change, remove, bounds and one beyond, enum, and what lists and maps can do.</summary>
internal static class FieldOperations
{
    private const string ControlCharacter = "\u0001";

    /// <summary>The operations of a field.</summary>
    public static IEnumerable<FieldOperation> Of(SchemaField field)
    {
        if (field.IsObject)
        {
            yield return new FieldOperation(field, "remove", IsValid: null, _ => null);
            yield break;
        }

        var samples = Samples(field);
        for (var i = 0; i < samples.Count; i++)
        {
            var sample = samples[i];
            yield return Set(field, string.Create(CultureInfo.InvariantCulture, $"set{i}"), isValid: true, sample);
        }

        if (field.Steps[^1] is not (SchemaField.Element or SchemaField.Value))
        {
            yield return new FieldOperation(field, "remove", IsValid: null, _ => null);
        }

        foreach (var operation in field.IsList ? OfList(field, samples) : field.IsMap ? OfMap(field) : OfScalar(field))
        {
            yield return operation;
        }
    }

    private static IReadOnlyList<JsonNode> Samples(SchemaField field)
    {
        var (schema, setting) = (field.Schema, FieldSetting.Of(field));
        if (setting.Samples.Count > 0 && setting.Prefix == field.Path)
        {
            return [.. setting.Samples.Select(sample => JsonNode.Parse(sample)!)];
        }

        if (schema["enum"] is JsonArray values)
        {
            return [.. values.Select(value => value!.DeepClone())];
        }

        return (string?)schema["type"] switch
        {
            "boolean" => [JsonValue.Create(true), JsonValue.Create(false)],
            "integer" => [JsonValue.Create((long)schema["minimum"]! + 2), JsonValue.Create((long)schema["minimum"]! + 3)],
            "string" when ((string?)schema["pattern"])?.StartsWith("^/", StringComparison.Ordinal) is true => [JsonValue.Create("/a"), JsonValue.Create("/b")],
            "string" => [JsonValue.Create("one"), JsonValue.Create("two")],
            _ => throw new InvalidOperationException($"no setting gives samples of spec.{field.Path}"),
        };
    }

    private static IEnumerable<FieldOperation> OfScalar(SchemaField field)
    {
        var schema = field.Schema;
        if (schema["minimum"] is { } minimum)
        {
            yield return Set(field, "min", isValid: null, minimum);
            yield return Set(field, "below", isValid: false, JsonValue.Create((long)minimum - 1));
        }

        if (schema["maximum"] is { } maximum)
        {
            yield return Set(field, "max", isValid: null, maximum);
            yield return Set(field, "above", isValid: false, JsonValue.Create((long)maximum + 1));
        }

        if (schema["enum"] is not null)
        {
            yield return Set(field, "strange", isValid: false, JsonValue.Create("strange"));
            yield break;
        }

        if (schema["minLength"] is not null)
        {
            yield return Set(field, "blank", isValid: false, JsonValue.Create(""));
        }

        if (schema["maxLength"] is { } longest)
        {
            yield return Set(field, "long", isValid: false, JsonValue.Create(new string('1', (int)longest + 1)));
        }

        if (schema["pattern"] is not null)
        {
            yield return Set(field, "odd", isValid: false, JsonValue.Create(ControlCharacter));
        }
    }

    private static IEnumerable<FieldOperation> OfList(SchemaField field, IReadOnlyList<JsonNode> samples)
    {
        var element = samples[^1].AsArray()[0]!;
        yield return new FieldOperation(field, "push", IsValid: null, present => new JsonArray([.. Elements(present), element.DeepClone()]));
        yield return new FieldOperation(field, "pop", IsValid: null, present => new JsonArray([.. Elements(present).SkipLast(1)]));
        yield return Set(field, "clear", isValid: null, new JsonArray());
        if (field.Schema["maxItems"] is { } most)
        {
            yield return new FieldOperation(
                field, "crowd", IsValid: false, _ => new JsonArray([.. Enumerable.Range(0, (int)most + 1).Select(index => Numbered(element, index))]));
        }
    }

    private static IEnumerable<FieldOperation> OfMap(SchemaField field)
    {
        yield return new FieldOperation(field, "drop", IsValid: null, present =>
        {
            var map = present?.DeepClone().AsObject() ?? [];
            if (map.Count > 0)
            {
                map.Remove(map.First().Key);
            }

            return map;
        });
        yield return Set(field, "clear", isValid: null, new JsonObject());
    }

    private static FieldOperation Set(SchemaField field, string name, bool? isValid, JsonNode value) => new(field, name, isValid, _ => value.DeepClone());

    private static IEnumerable<JsonNode> Elements(JsonNode? list) => list?.AsArray().Select(element => element!.DeepClone()) ?? [];

    // Different elements, where their key or they themselves must differ.
    private static JsonNode Numbered(JsonNode element, int index)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"x{index}.example.org");
        if (element is not JsonObject fields)
        {
            return JsonValue.Create(text);
        }

        var copy = fields.DeepClone().AsObject();
        if (copy.ContainsKey("name"))
        {
            copy["name"] = text;
        }

        return copy;
    }
}
