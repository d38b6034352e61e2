using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Schemas.Definitions;

/// <summary>The faults of a CRD.</summary>
internal sealed class DefinitionCheck
{
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
        if (old is null)
        {
            check.VisitName(JsonTypes.Text(crd["metadata"]?["name"]) ?? "");
        }

        check.VisitGroupAndScope();
        check.VisitVersions();
        check._errors.AddRange(NamesCheck.Check(check.Names));
        if (old?["spec"] is JsonObject former)
        {
            check.VisitImmutable(former);
        }

        check.VisitStoredVersions(crd["status"]?["storedVersions"] as JsonArray ?? []);
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

    private void VisitStoredVersions(JsonArray stored)
    {
        for (var i = 0; i < stored.Count; i++)
        {
            var name = JsonTypes.Text(stored[i]) ?? "";
            if (!_versions.Exists(version => Text(version, "name") == name))
            {
                _errors.Add(FieldErrors.Invalid(
                    $"status.storedVersions[{i}]",
                    name,
                    $"missing from spec.versions; {name} was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in {name} and removes {name} from status.storedVersions"));
            }
        }
    }

    private void VisitVersions()
    {
        if (JsonTypes.IsTrue(_spec["preserveUnknownFields"]))
        {
            _errors.Add(FieldErrors.Invalid(
                "spec.preserveUnknownFields",
                true,
                "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead"));
        }

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
                if (i == 0)
                {
                    // The former field, which the first version stands in for inside the server.
                    _errors.Add(FieldErrors.Invalid("spec.version", name, fault));
                }

                _errors.Add(FieldErrors.Invalid($"spec.versions[{i}].name", name, fault));
            }

            VisitVersion(_versions[i], i);
        }

        var versions = _spec["versions"];
        if (_versions.DistinctBy(version => Text(version, "name")).Count() < _versions.Count)
        {
            _errors.Add(FieldErrors.Invalid("spec.versions", versions, "must contain unique version names"));
        }

        if (_versions.Count(version => JsonTypes.IsTrue(version["storage"])) != 1)
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
            _errors.AddRange(ScalePathCheck.Check($"{Place("subresources", "subresources", index)}.scale", scale));
        }

        if (version["additionalPrinterColumns"] is JsonArray columns && IsFirstWithSame("additionalPrinterColumns", version))
        {
            var at = Place("additionalPrinterColumns", "additionalPrinterColumns", index);
            for (var i = 0; i < columns.Count; i++)
            {
                _errors.AddRange(ColumnCheck.Check($"{at}[{i}]", columns[i] as JsonObject ?? []));
            }
        }

        if (version["selectableFields"] is JsonArray { Count: > 0 } fields && IsFirstWithSame("selectableFields", version))
        {
            var described = SchemaParser.Parse(version["schema"]?["openAPIV3Schema"] as JsonObject ?? []);
            var at = Place("selectableFields", "selectableFields", index);
            _errors.AddRange(SelectableFieldsCheck.Check(at, fields, described));
        }
    }

    private void VisitSchema(string path, JsonObject json, bool hasStatus)
    {
        if (hasStatus && Text(json, "type") is var type && type != "object")
        {
            const string Rule = "only \"object\" is allowed as the type at the root of the schema if the status subresource is enabled";
            _errors.Add(FieldErrors.Invalid($"{path}.type", type, Rule));
        }

        if (JsonTypes.IsTrue(json["nullable"]))
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
}
