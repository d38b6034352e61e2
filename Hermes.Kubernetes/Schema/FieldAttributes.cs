using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Hermes.Kubernetes.Entities;

namespace Hermes.Kubernetes.Schema;

/// <summary>What a property's attributes say about its field.</summary>
internal sealed class FieldAttributes
{
    private readonly object[] _attributes;

    private FieldAttributes(object[] attributes) => _attributes = attributes;

    public bool IsRequired => Get<RequiredAttribute>() is not null;

    public static FieldAttributes Of(JsonPropertyInfo property) =>
        new(property.AttributeProvider?.GetCustomAttributes(inherit: true) ?? []);

    /// <summary>Writes the attributes into the field's schema.</summary>
    /// <returns>What does not fit the field's type.</returns>
    public IReadOnlyList<string> ApplyTo(JsonObject schema)
    {
        if (Get<DescriptionAttribute>() is { } description)
        {
            schema.Remove("description");
            schema.Insert(0, "description", description.Description);
        }

        List<string> faults = [.. ListAttributes.Apply(schema, Get<ListTypeAttribute>(), Get<ItemsAttribute>())];
        faults.AddRange(ApplyToValues(InnermostValue(schema)));
        if (Get<DefaultValueAttribute>() is { } @default)
        {
            // Last, since the default is checked against the rest.
            faults.AddRange(DefaultValues.Apply(schema, @default.Value));
        }

        ValidationRules.Add(schema, _attributes.OfType<ValidationRuleAttribute>());
        return faults;
    }

    // Bounds of a value go to the elements of a list or map.
    private static JsonObject InnermostValue(JsonObject schema) =>
        (schema["items"] ?? schema["additionalProperties"]) is JsonObject element ? InnermostValue(element) : schema;

    private static bool IsText(JsonObject schema) => Is(schema, "string") || schema.ContainsKey("x-kubernetes-int-or-string");

    private static bool Is(JsonObject schema, string type) => schema["type"]?.GetValue<string>() == type;

    private T? Get<T>()
        where T : Attribute => _attributes.OfType<T>().FirstOrDefault();

    private IEnumerable<string> ApplyToValues(JsonObject value)
    {
        if (Get<LengthAttribute>() is { } length)
        {
            if (!IsText(value))
            {
                yield return "[Length] is for strings";
            }

            AddBound(value, "minLength", length.MinLength);
            AddBound(value, "maxLength", length.MaxLength);
        }

        if (Get<PatternAttribute>() is { } pattern)
        {
            if (!IsText(value))
            {
                yield return "[Pattern] is for strings";
            }

            value["pattern"] = pattern.Pattern;
        }

        if (Get<AllowedValuesAttribute>() is { } allowed)
        {
            if (!Is(value, "string"))
            {
                yield return "[AllowedValues] is for strings";
            }

            value["enum"] = new JsonArray([.. allowed.Values.Select(allowedValue => JsonValue.Create(allowedValue))]);
        }

        if (Get<RangeMinimumAttribute>() is { } minimum)
        {
            if (!Is(value, "integer") && !Is(value, "number"))
            {
                yield return "[RangeMinimum] is for numbers";
            }

            AddLimit(value, "minimum", minimum.Minimum, minimum.ExclusiveMinimum);
        }

        if (Get<RangeMaximumAttribute>() is { } maximum)
        {
            if (!Is(value, "integer") && !Is(value, "number"))
            {
                yield return "[RangeMaximum] is for numbers";
            }

            AddLimit(value, "maximum", maximum.Maximum, maximum.ExclusiveMaximum);
        }
    }

    private static void AddBound(JsonObject schema, string name, int bound)
    {
        if (bound >= 0)
        {
            schema[name] = bound;
        }
    }

    private static void AddLimit(JsonObject schema, string name, double limit, bool isExclusive)
    {
        // A whole number is written as one: 65535, not 65535.0 or 6.5535E4.
        schema[name] = double.IsInteger(limit) && Math.Abs(limit) < 1L << 53 ? JsonValue.Create((long)limit) : JsonValue.Create(limit);
        if (isExclusive)
        {
            schema[$"exclusive{char.ToUpperInvariant(name[0])}{name[1..]}"] = true;
        }
    }
}
