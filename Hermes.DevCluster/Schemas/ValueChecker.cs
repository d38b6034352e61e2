using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Schemas;

/// <summary>OpenAPI value validation in the order, and with the quirks, of kube-openapi's validator.</summary>
internal static class ValueChecker
{
    /// <summary>The faults of a value; none when it is what was stored before.</summary>
    public static ValueFaults Check(JsonNode? value, Schema schema, FaultSite site, Correlation correlation)
    {
        var faults = CheckAnew(value, schema, site, correlation);
        return faults.IsValid || !correlation.IsUnchanged(value) ? faults : faults.Forgiven();
    }

    private static ValueFaults CheckAnew(JsonNode? value, Schema schema, FaultSite site, Correlation correlation)
    {
        var faults = new ValueFaults();
        var typeFault = TypeCheck.Fault(value, schema, site);
        faults.Add(typeFault);
        if (value is null)
        {
            faults.Add(EnumFault(value, schema, site));
            return faults;
        }

        // The type, the combinations, the enumeration, the shape and the whole count as checks made.
        faults.Checks += typeFault is null ? 6 : 5;
        faults.Merge(CombinationCheck(value, schema, site, correlation));
        switch (value)
        {
            case JsonArray list:
                CheckList(list, schema, site, correlation, faults);
                faults.Add(EnumFault(value, schema, site));
                break;
            case JsonObject map:
                faults.Add(EnumFault(value, schema, site));
                CheckMap(map, schema, site, correlation, faults);
                break;
            default:
                faults.Add(ScalarCheck.StringFault(value, schema, site));
                ScalarCheck.AddNumberFaults(value, schema, site, faults);
                faults.Add(EnumFault(value, schema, site));
                break;
        }

        return faults;
    }

    private static FieldError? EnumFault(JsonNode? value, Schema schema, FaultSite site)
    {
        if (schema.Enum.Count == 0 || schema.Enum.Any(allowed => allowed is not null && JsonNode.DeepEquals(allowed, value)))
        {
            return null;
        }

        return FieldErrors.NotSupported(site.Field, value, schema.Enum.Select(allowed => JsonTypes.Text(allowed) ?? GoText.Value(allowed)));
    }

    private static void CheckMap(JsonObject map, Schema schema, FaultSite site, Correlation correlation, ValueFaults faults)
    {
        if (map.Count < schema.MinProperties)
        {
            var rule = $"{site.Path} in body should have at least {schema.MinProperties} properties";
            faults.Add(FieldErrors.Invalid(site.Field, map.Count, rule));
        }

        if (map.Count > schema.MaxProperties)
        {
            faults.Add(FieldErrors.TooMany(site.Field, map.Count, schema.MaxProperties.Value));
        }

        if (schema.AdditionalProperties is { } values)
        {
            foreach (var (name, value) in map.Where(field => !schema.Properties.ContainsKey(field.Key)))
            {
                faults.Merge(Check(value, values, site.Child(name), correlation.Field(name)));
            }
        }

        foreach (var (name, field) in schema.Properties)
        {
            if (map.TryGetPropertyValue(name, out var value))
            {
                // Conversion between versions hides a change of these two, so that they are always checked.
                var isTypeMeta = site.Path.Length == 0 && name is "apiVersion" or "kind";
                faults.Merge(Check(value, field, site.Child(name), isTypeMeta ? Correlation.None : correlation.Field(name)));
            }
        }

        foreach (var name in schema.Required.Where(name => !map.ContainsKey(name)))
        {
            faults.Add(FieldErrors.Required(site.Child(name).Field));
        }
    }

    private static void CheckList(JsonArray list, Schema schema, FaultSite site, Correlation correlation, ValueFaults faults)
    {
        for (var i = 0; schema.Items is { } items && i < list.Count; i++)
        {
            faults.Merge(Check(list[i], items, site.Index(i), correlation.Element(schema, list[i])));
        }

        if (list.Count < schema.MinItems)
        {
            faults.Add(FieldErrors.Invalid(site.Field, list.Count, $"{site.Path} in body should have at least {schema.MinItems} items"));
        }

        if (list.Count > schema.MaxItems)
        {
            faults.Add(FieldErrors.TooMany(site.Field, list.Count, schema.MaxItems.Value));
        }

        if (schema.UniqueItems && list.Select(GoText.Value).Distinct().Count() < list.Count)
        {
            faults.Add(FieldErrors.Invalid(site.Field, "", $"{site.Path} in body shouldn't contain duplicates"));
        }
    }

    private static ValueFaults CombinationCheck(JsonNode value, Schema schema, FaultSite site, Correlation correlation)
    {
        var faults = new ValueFaults();
        if (schema.AnyOf.Count > 0)
        {
            var results = Alternatives(schema.AnyOf);
            var valid = results.Find(result => result.IsValid);
            if (valid is null)
            {
                faults.Add(Whole($"{GoText.Quote(site.Path)} must validate at least one schema (anyOf)"));
            }

            faults.Merge(valid ?? results.MaxBy(result => result.Checks));
        }

        if (schema.OneOf.Count > 0)
        {
            var results = Alternatives(schema.OneOf);
            var valid = results.Count(result => result.IsValid);
            if (valid != 1)
            {
                var found = valid == 0 ? "Found none valid" : $"Found {valid} valid alternatives";
                faults.Add(Whole($"{GoText.Quote(site.Path)} must validate one and only one schema (oneOf). {found}"));
            }

            faults.Merge(valid switch
            {
                0 => results.MaxBy(result => result.Checks),
                1 => results.Find(result => result.IsValid),
                _ => null,
            });
        }

        if (schema.AllOf.Count > 0)
        {
            var results = Alternatives(schema.AllOf);
            results.ForEach(faults.Merge);
            if (results.Exists(result => !result.IsValid))
            {
                var none = results.TrueForAll(result => !result.IsValid) ? ". None validated" : "";
                faults.Add(Whole($"{GoText.Quote(site.Path)} must validate all the schemas (allOf){none}"));
            }
        }

        if (schema.Not is { } not && CheckAnew(value, not, site, correlation).IsValid)
        {
            faults.Add(Whole($"{GoText.Quote(site.Path)} must not validate the schema (not)"));
        }

        return faults;

        List<ValueFaults> Alternatives(IReadOnlyList<Schema> schemas) =>
            [.. schemas.Select(alternative => CheckAnew(value, alternative, site, correlation))];

        FieldError Whole(string message) => FieldErrors.Invalid(site.Prefix, "", message);
    }
}
