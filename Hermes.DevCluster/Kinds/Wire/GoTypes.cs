using System.Text.Json;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Kinds.Wire;

/// <summary>Finds what a decoder of typed objects cannot read in a built-in object.</summary>
internal static class GoTypes
{
    /// <summary>Checks the types of an object's fields but those of its metadata.</summary>
    /// <exception cref="ApiException">400: the first field of a wrong type.</exception>
    public static void Check(KindRow row, JsonObject value)
    {
        if (Find(row, value) is { } misfit)
        {
            throw ApiErrors.BadRequest(
                $"{row.Kind} in version \"{row.Version}\" cannot be handled as a {row.Kind}: {misfit.InJsonWords}");
        }
    }

    /// <summary>The first field of a wrong type; null where there is none.</summary>
    public static GoMisfit? Find(KindRow row, JsonObject value)
    {
        foreach (var (name, field) in value)
        {
            if (name != "metadata" && row.Schema.Properties.TryGetValue(name, out var schema)
                && Visit(field, Top(row, name, schema), name, row.Kind) is { } misfit)
            {
                return misfit;
            }
        }

        return null;
    }

    private static Schema Top(KindRow row, string name, Schema schema) => name is "spec" or "status" && schema.GoStruct is null
        ? schema with { GoStruct = row.Kind + char.ToUpperInvariant(name[0]) + name[1..] }
        : schema;

    private static GoMisfit? Visit(JsonNode? value, Schema schema, string path, string owner)
    {
        if (value is null || schema.IntOrString || schema.Format is "quantity" or "date-time" or "micro-time" or "byte")
        {
            return null;
        }

        if (!Fits(value, schema))
        {
            return new GoMisfit($"{owner}.{path}", value, schema);
        }

        switch (value)
        {
            case JsonObject map:
                foreach (var (name, field) in map)
                {
                    var isEntry = !schema.Properties.TryGetValue(name, out var known);
                    known ??= schema.AdditionalProperties;
                    if (known is not null
                        && Visit(field, known, isEntry ? path : $"{path}.{name}", isEntry ? owner : schema.GoStruct ?? owner) is { } misfit)
                    {
                        return misfit;
                    }
                }

                break;
            case JsonArray list when schema.Items is { } items:
                foreach (var item in list)
                {
                    if (Visit(item, items, path, owner) is { } misfit)
                    {
                        return misfit;
                    }
                }

                break;
            default:
                break;
        }

        return null;
    }

    private static bool Fits(JsonNode value, Schema schema) => schema.Type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value.GetValueKind() == JsonValueKind.String,
        "boolean" => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.GetValueKind() == JsonValueKind.Number && JsonTypes.TryInteger(value, out var number) && IsInRange(number, schema),
        "number" => value.GetValueKind() == JsonValueKind.Number,
        _ => true,
    };

    private static bool IsInRange(long number, Schema schema) => schema.Format != "int32" || number is >= int.MinValue and <= int.MaxValue;
}
