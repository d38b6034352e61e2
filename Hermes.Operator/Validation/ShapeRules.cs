using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Hermes.Operator.Entities;
using k8s.Models;

namespace Hermes.Operator.Validation;

/// <summary>
/// Finds the fields of a document that its kind does not know, and the values of another type than the field's. Both are taken out of
/// the document, so that the rest can be read and judged too.
/// </summary>
internal static class ShapeRules
{
    private static readonly string[] Rfc3339 = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <param name="document">The document; changed where it is at fault.</param>
    /// <param name="contract">The contract that will read it.</param>
    /// <returns>Every fault.</returns>
    public static IReadOnlyList<FieldFault> TakeOutFaults(JsonObject document, JsonTypeInfo contract)
    {
        var faults = new List<FieldFault>();
        CheckObject("", document, contract, faults);
        return faults;
    }

    private static void CheckObject(string path, JsonObject value, JsonTypeInfo contract, List<FieldFault> faults)
    {
        foreach (var (name, field) in value.ToArray())
        {
            var fieldPath = path.Length == 0 ? name : $"{path}.{name}";
            if (contract.Properties.FirstOrDefault(property => property.Name == name) is not { } known)
            {
                faults.Add(new(fieldPath, UnknownField(name, contract)));
                value.Remove(name);
            }
            else if (!Fits(fieldPath, field, known.PropertyType, faults))
            {
                value.Remove(name);
            }
        }
    }

    /// <returns>False where the value cannot be read and must go.</returns>
    private static bool Fits(string path, JsonNode? value, Type type, List<FieldFault> faults)
    {
        if (value is null)
        {
            return true;
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        var contract = HermesJsonContext.Default.GetTypeInfo(type)!;
        var mismatch = contract.Kind switch
        {
            JsonTypeInfoKind.Object when value is JsonObject fields => Descend(() => CheckObject(path, fields, contract, faults)),
            JsonTypeInfoKind.Dictionary when value is JsonObject map => Descend(() => CheckMap(path, map, contract.ElementType!, faults)),
            JsonTypeInfoKind.Enumerable when value is JsonArray list => Descend(() => CheckList(path, list, contract.ElementType!, faults)),
            JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => $"must be an object, not {Name(value)}",
            JsonTypeInfoKind.Enumerable => $"must be a list, not {Name(value)}",
            _ => ScalarMismatch(value, type),
        };
        if (mismatch is null)
        {
            return true;
        }

        faults.Add(new(path, mismatch));
        return false;
    }

    private static string? Descend(Action check)
    {
        check();
        return null;
    }

    private static void CheckMap(string path, JsonObject map, Type elementType, List<FieldFault> faults)
    {
        foreach (var (key, value) in map.ToArray())
        {
            if (!Fits($"{path}[{key}]", value, elementType, faults))
            {
                map.Remove(key);
            }
        }
    }

    private static void CheckList(string path, JsonArray list, Type elementType, List<FieldFault> faults)
    {
        for (var index = 0; index < list.Count; index++)
        {
            if (!Fits($"{path}[{index}]", list[index], elementType, faults))
            {
                // Not removed, which would renumber those that follow.
                list[index] = null;
            }
        }
    }

    private static string? ScalarMismatch(JsonNode value, Type type)
    {
        var kind = value.GetValueKind();
        if (type == typeof(string))
        {
            return kind == JsonValueKind.String ? null : $"must be a string, not {Name(value)}{QuoteHint(kind)}";
        }

        if (type == typeof(bool))
        {
            return kind is JsonValueKind.True or JsonValueKind.False ? null : $"must be true or false, not {Name(value)}";
        }

        if (type == typeof(int) || type == typeof(long))
        {
            return NumberMismatch(value, type == typeof(int) ? int.MaxValue : long.MaxValue);
        }

        if (type == typeof(IntOrString))
        {
            return kind == JsonValueKind.String || NumberMismatch(value, long.MaxValue) is null
                ? null
                : $"must be a string or a whole number, not {Name(value)}{QuoteHint(kind)}";
        }

        if (type == typeof(DateTime))
        {
            return kind == JsonValueKind.String
                && DateTimeOffset.TryParseExact(value.GetValue<string>(), Rfc3339, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                ? null
                : $"must be a time such as 2026-01-31T12:00:00Z, not {Name(value)}";
        }

        return null;
    }

    private static string? NumberMismatch(JsonNode value, long greatest)
    {
        // By the letter: JSON's 80.0 is no integer to the API server.
        if (value.GetValueKind() != JsonValueKind.Number
            || !BigInteger.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return $"must be a whole number, not {Name(value)}";
        }

        return BigInteger.Abs(number) > greatest ? $"must be a number of at most {greatest}, not {number}" : null;
    }

    private static string QuoteHint(JsonValueKind kind) =>
        kind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False ? ": put it in quotes" : "";

    private static string Name(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => $"the string \"{value.GetValue<string>()}\"",
        JsonValueKind.Number => $"the number {value.ToJsonString()}",
        _ => $"the boolean {value.ToJsonString()}",
    };

    private static string UnknownField(string name, JsonTypeInfo contract)
    {
        var nearest = contract.Properties.Select(property => property.Name)
            .Select(known => (Name: known, Distance: EditDistance.Between(name, known)))
            .Where(candidate => candidate.Distance <= 2)
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
        return nearest is null ? "is no field" : $"is no field: did you mean {nearest}?";
    }
}
