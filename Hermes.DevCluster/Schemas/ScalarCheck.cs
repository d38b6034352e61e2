using System.Globalization;
using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Schemas;

/// <summary>Lengths, patterns and formats of strings; ranges of numbers.</summary>
internal static class ScalarCheck
{
    /// <summary>The first fault of a string, or that of its format; null where there is none.</summary>
    public static FieldError? StringFault(JsonNode value, Schema schema, FaultSite site)
    {
        if (JsonTypes.Text(value) is not { } text)
        {
            return null;
        }

        var length = text.EnumerateRunes().Count();
        if (length > schema.MaxLength)
        {
            return FieldErrors.TooLong(site.Field, schema.MaxLength.Value);
        }

        if (length < schema.MinLength)
        {
            return FieldErrors.Invalid(site.Field, value, $"{site.Path} in body should be at least {schema.MinLength} chars long");
        }

        if (schema.Pattern is { Length: > 0 } pattern && GoRegex.Compile(pattern) is var regex && regex?.IsMatch(text) != true)
        {
            return FieldErrors.Invalid(site.Field, value, $"{site.Path} in body should match '{pattern}'");
        }

        var format = TypeCheck.CheckedFormat(schema);
        return format.Length == 0 || StringFormats.Holds(format, text)
            ? null
            : FieldErrors.TypeInvalid(site.Field, text, $"{site.Path} in body must be of type {format}: {GoText.Quote(text)}");
    }

    /// <summary>Adds the faults of a number.</summary>
    public static void AddNumberFaults(JsonNode value, Schema schema, FaultSite site, ValueFaults faults)
    {
        var type = JsonTypes.Of(value);
        if (type is not ("integer" or "number"))
        {
            return;
        }

        faults.Checks++;
        var number = JsonTypes.Float(value);
        if (schema is { Type: "integer", Format: "int32" } && number is < int.MinValue or > int.MaxValue)
        {
            // The validator loses the field here: the fault is the whole object's.
            faults.Add(FieldErrors.Invalid(site.Prefix, "", $"Checked value must be of type integer with format int32 in {site.Path}"));
        }

        else if (schema is { Type: "integer", Format: "int32" } && type == "number" && !double.IsInteger(number))
        {
            faults.Add(FieldErrors.Invalid(site.Prefix, "", $"Checked value must be of type integer with format int32 in {site.Path}"));
        }

        if (Cast(schema.MultipleOf) is { } factor)
        {
            if (factor <= 0)
            {
                faults.Add(FieldErrors.Invalid(site.Field, value, $"factor MultipleOf declared for {site.Path} must be positive: {Bound(factor)}"));
            }
            else if (!IsMultiple(number, factor))
            {
                Add($"should be a multiple of {Bound(factor)}");
            }
        }

        if (Cast(schema.Minimum) is { } least && (schema.ExclusiveMinimum ? number <= least : number < least))
        {
            Add($"should be greater than {(schema.ExclusiveMinimum ? "" : "or equal to ")}{Bound(least)}");
        }

        if (Cast(schema.Maximum) is { } most && (schema.ExclusiveMaximum ? number >= most : number > most))
        {
            Add($"should be less than {(schema.ExclusiveMaximum ? "" : "or equal to ")}{Bound(most)}");
        }

        // A whole number is compared with the whole part of each bound.
        double? Cast(double? bound) => type == "integer" && bound is { } given ? Math.Truncate(given) : bound;

        string Bound(double bound) =>
            type == "integer" ? ((long)bound).ToString(CultureInfo.InvariantCulture) : GoText.Float(bound);

        void Add(string rule) => faults.Add(FieldErrors.Invalid(site.Field, value, $"{site.Path} in body {rule}"));
    }

    private static bool IsMultiple(double number, double factor) =>
        factor > 0 && double.IsInteger(factor < 1 ? 1 / factor * number : number / factor);
}
