using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Schemas.Definitions;

/// <summary>The faults of a CRD.</summary>
internal sealed class DefinitionCheck
{
    private const int MostSelectableFields = 8;

    private static readonly string[] ColumnTypes = ["boolean", "date", "integer", "number", "string"];

    private static readonly string[] ColumnFormats = ["byte", "date", "date-time", "double", "float", "int32", "int64", "password"];

    private readonly List<FieldError> _errors = [];
    private readonly JsonObject _spec;
    private readonly List<JsonObject> _versions;

    private DefinitionCheck(JsonObject crd)
    {
        _spec = crd["spec"] as JsonObject ?? [];
        _versions = [.. (_spec["versions"] as JsonArray ?? []).OfType<JsonObject>()];
    }

    /// <summary>Every fault, in the real server's words and order.</summary>
    public static IReadOnlyList<FieldError> Check(JsonObject crd, JsonObject? old)
    {
        var check = new DefinitionCheck(crd);
        check.VisitName(JsonTypes.Text(crd["metadata"]?["name"]) ?? "");
        check.VisitGroupAndScope();
        check.VisitVersions();
        check.VisitNames();
        if (old?["spec"] is JsonObject former)
        {
            check.VisitImmutable(former);
        }

        return check._errors;
    }

    private string Group => Text(_spec, "group");

    private JsonObject Names => _spec["names"] as JsonObject ?? [];

    private void VisitName(string name)
    {
        if (name != $"{Text(Names, "plural")}.{Group}")
        {
            _errors.Add(FieldErrors.Invalid("metadata.name", name, "must be spec.names.plural+\".\"+spec.group"));
        }
    }

    private void VisitGroupAndScope()
    {
        if (Group.Length == 0)
        {
            _errors.Add(FieldErrors.Required("spec.group"));
        }
        else if (DnsNames.FaultOfSubdomain(Group) is { } fault)
        {
            _errors.Add(FieldErrors.Invalid("spec.group", Group, fault));
        }
        else if (!Group.Contains('.', StringComparison.Ordinal))
        {
            _errors.Add(FieldErrors.Invalid("spec.group", Group, "should be a domain with at least one dot"));
        }

        var scope = Text(_spec, "scope");
        if (scope.Length == 0)
        {
            _errors.Add(FieldErrors.Required("spec.scope"));
        }
        else if (scope is not ("Cluster" or "Namespaced"))
        {
            _errors.Add(FieldErrors.NotSupported("spec.scope", scope, ["Cluster", "Namespaced"]));
        }
    }

    private void VisitVersions()
    {
        for (var i = 0; i < _versions.Count; i++)
        {
            if (_versions[i]["schema"]?["openAPIV3Schema"] is not JsonObject)
            {
                _errors.Add(FieldErrors.Required($"spec.versions[{i}].schema.openAPIV3Schema"));
            }
        }

        for (var i = 0; i < _versions.Count; i++)
        {
            var name = Text(_versions[i], "name");
            if (DnsNames.FaultOfLabel(name) is { } fault)
            {
                _errors.Add(FieldErrors.Invalid($"spec.versions[{i}].name", name, fault));
            }

            VisitVersion(_versions[i], i);
        }

        var versions = _spec["versions"];
        if (_versions.DistinctBy(version => Text(version, "name")).Count() < _versions.Count)
        {
            _errors.Add(FieldErrors.Invalid("spec.versions", versions, "must contain unique version names"));
        }

        if (_versions.Count(version => Flag(version, "storage")) != 1)
        {
            _errors.Add(FieldErrors.Invalid("spec.versions", versions, "must have exactly one version marked as storage version"));
        }
    }

    private void VisitVersion(JsonObject version, int index)
    {
        var subresources = version["subresources"] as JsonObject ?? [];
        if (version["schema"]?["openAPIV3Schema"] is JsonObject schema && IsFirstWithSame("schema", version))
        {
            VisitSchema($"{Place("schema", "validation", index)}.openAPIV3Schema", schema, subresources["status"] is not null);
        }

        if (subresources["scale"] is JsonObject scale && IsFirstWithSame("subresources", version))
        {
            VisitScale($"{Place("subresources", "subresources", index)}.scale", scale);
        }

        if (version["additionalPrinterColumns"] is JsonArray columns && IsFirstWithSame("additionalPrinterColumns", version))
        {
            var at = Place("additionalPrinterColumns", "additionalPrinterColumns", index);
            for (var i = 0; i < columns.Count; i++)
            {
                VisitColumn($"{at}[{i}]", columns[i] as JsonObject ?? []);
            }
        }

        if (version["selectableFields"] is JsonArray { Count: > 0 } fields && IsFirstWithSame("selectableFields", version))
        {
            VisitSelectableFields(Place("selectableFields", "selectableFields", index), fields, version["schema"]?["openAPIV3Schema"] as JsonObject);
        }
    }

    private void VisitSchema(string path, JsonObject json, bool hasStatus)
    {
        if (hasStatus && Text(json, "type") is var type && type != "object")
        {
            const string Rule = "only \"object\" is allowed as the type at the root of the schema if the status subresource is enabled";
            _errors.Add(FieldErrors.Invalid($"{path}.type", type, Rule));
        }

        if (Flag(json, "nullable"))
        {
            _errors.Add(FieldErrors.Forbidden($"{path}.nullable", "nullable cannot be true at the root"));
        }

        var found = StructuralCheck.Check(path, json);
        if (found.Count == 0)
        {
            found = [.. DefaultsCheck.Check(path, SchemaParser.Parse(json))];
        }

        _errors.AddRange(found);
        _errors.AddRange(SchemaRulesCheck.Check(path, json, compiles: found.Count == 0));
    }

    private void VisitScale(string path, JsonObject scale)
    {
        VisitScalePath($"{path}.specReplicasPath", Text(scale, "specReplicasPath"), [".spec."], "should be a json path under .spec");
        VisitScalePath($"{path}.statusReplicasPath", Text(scale, "statusReplicasPath"), [".status."], "should be a json path under .status");
        if (Text(scale, "labelSelectorPath") is { Length: > 0 } selector)
        {
            VisitScalePath(
                $"{path}.labelSelectorPath", selector, [".spec.", ".status."], "should be a json path under either .spec or .status");
        }
    }

    private void VisitScalePath(string at, string path, string[] starts, string rule)
    {
        if (path.Length == 0)
        {
            _errors.Add(FieldErrors.Required(at));
        }
        else if (path[0] != '.')
        {
            _errors.Add(FieldErrors.Invalid(at, path, "must be a simple json path starting with ."));
        }
        else if (!Array.Exists(starts, start => path.StartsWith(start, StringComparison.Ordinal)))
        {
            _errors.Add(FieldErrors.Invalid(at, path, rule));
        }
    }

    private void VisitColumn(string at, JsonObject column)
    {
        var types = $"must be one of {string.Join(',', ColumnTypes)}";
        if (Text(column, "name").Length == 0)
        {
            _errors.Add(FieldErrors.Required($"{at}.name"));
        }

        var type = Text(column, "type");
        if (type.Length == 0)
        {
            _errors.Add(FieldErrors.Required($"{at}.type", types));
        }
        else if (!ColumnTypes.Contains(type))
        {
            _errors.Add(FieldErrors.Invalid($"{at}.type", type, types));
        }

        if (Text(column, "format") is { Length: > 0 } format && !ColumnFormats.Contains(format))
        {
            _errors.Add(FieldErrors.Invalid($"{at}.format", format, $"must be one of {string.Join(',', ColumnFormats)}"));
        }

        var path = Text(column, "jsonPath");
        if (path.Length == 0)
        {
            _errors.Add(FieldErrors.Required($"{at}.JSONPath"));
        }
        else if (path[0] != '.')
        {
            _errors.Add(FieldErrors.Invalid($"{at}.JSONPath", path, "must be a simple json path starting with ."));
        }
    }

    private void VisitSelectableFields(string at, JsonArray fields, JsonObject? json)
    {
        var schema = SchemaParser.Parse(json ?? []);
        var seen = new HashSet<string>();
        for (var i = 0; i < fields.Count; i++)
        {
            var field = $"{at}[{i}].jsonPath";
            var path = JsonTypes.Text(fields[i]?["jsonPath"]) ?? "";
            if (path.Length == 0)
            {
                _errors.Add(FieldErrors.Required(field));
            }
            else if (FieldPathSyntax.Resolve(path, schema, out var found, out var fault) is not { } normal)
            {
                _errors.Add(FieldErrors.Invalid(field, path, $"is an invalid path: {fault}"));
            }
            else
            {
                VisitSelectableField(field, path, normal, found);
                if (!seen.Add(normal))
                {
                    _errors.Add(FieldErrors.Duplicate(field, path));
                }
            }
        }

        if (seen.Count > MostSelectableFields)
        {
            _errors.Add(FieldErrors.TooMany(at, seen.Count, MostSelectableFields));
        }
    }

    private void VisitSelectableField(string field, string path, string normal, Schema? found)
    {
        if (normal.Split('.')[0] == "metadata")
        {
            _errors.Add(FieldErrors.Invalid(field, path, "must not point to fields in metadata"));
        }

        if (found?.Type is not ("string" or "boolean" or "integer"))
        {
            const string Rule = "must point to a field of type string, boolean or integer. "
                + "Enum string fields and strings with formats are allowed.";
            _errors.Add(FieldErrors.Invalid(field, path, Rule));
        }
    }

    private void VisitNames()
    {
        foreach (var name in new[] { "plural", "singular", "kind", "listKind" })
        {
            if (Text(Names, name).Length == 0)
            {
                _errors.Add(FieldErrors.Required($"spec.names.{name}"));
            }
        }

        VisitLabel("plural", Text(Names, "plural"));
        VisitLabel("singular", Text(Names, "singular"));
        VisitMixedCase("kind");
        VisitMixedCase("listKind");
        VisitLabels("shortNames");
        if (Text(Names, "kind") is { Length: > 0 } kind && kind == Text(Names, "listKind"))
        {
            _errors.Add(FieldErrors.Invalid("spec.names.listKind", kind, "kind and listKind may not be the same"));
        }

        VisitLabels("categories");
    }

    private void VisitLabel(string at, string name)
    {
        if (name.Length > 0 && DnsNames.FaultOfLabel(name) is { } fault)
        {
            _errors.Add(FieldErrors.Invalid($"spec.names.{at}", name, fault));
        }
    }

    private void VisitLabels(string list)
    {
        var names = Names[list] as JsonArray ?? [];
        for (var i = 0; i < names.Count; i++)
        {
            VisitLabel($"{list}[{i}]", JsonTypes.Text(names[i]) ?? "");
        }
    }

    private void VisitMixedCase(string at)
    {
        var name = Text(Names, at);
        if (name.Length > 0 && DnsNames.FaultOfLabel(name.ToLowerInvariant()) is { } fault)
        {
            _errors.Add(FieldErrors.Invalid($"spec.names.{at}", name, $"may have mixed case, but should otherwise match: {fault}"));
        }
    }

    private void VisitImmutable(JsonObject former)
    {
        Immutable("spec.scope", Text(_spec, "scope"), Text(former, "scope"));
        Immutable("spec.names.kind", Text(Names, "kind"), Text(former["names"] as JsonObject ?? [], "kind"));
        Immutable("spec.group", Group, Text(former, "group"));
        Immutable("spec.names.plural", Text(Names, "plural"), Text(former["names"] as JsonObject ?? [], "plural"));

        void Immutable(string field, string value, string old)
        {
            if (value != old)
            {
                _errors.Add(FieldErrors.Invalid(field, value, "field is immutable"));
            }
        }
    }

    /// <summary>
    /// Where the server reports faults of a version's part: what all versions share it moves to the top of the spec before it looks.
    /// </summary>
    private string Place(string part, string shared, int index) =>
        IsShared(part) ? $"spec.{shared}" : $"spec.versions[{index}].{part}";

    private bool IsShared(string part) => _versions.TrueForAll(version => JsonNode.DeepEquals(version[part], _versions[0][part]));

    private bool IsFirstWithSame(string part, JsonObject version) => !IsShared(part) || ReferenceEquals(version, _versions[0]);

    private static string Text(JsonObject json, string name) => JsonTypes.Text(json[name]) ?? "";

    private static bool Flag(JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;
}
