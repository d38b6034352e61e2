using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Schemas.Definitions;

/// <summary>How a node's list or map merges must fit its type, and the keys of a map list must be there in every element.</summary>
internal sealed class ListTypeCheck
{
    private readonly List<FieldError> _errors = [];

    private ListTypeCheck()
    {
    }

    /// <summary>Every fault of one node.</summary>
    public static IReadOnlyList<FieldError> Check(string path, JsonObject schema)
    {
        var check = new ListTypeCheck();
        var type = Text(schema, "type") ?? "";
        check.VisitMapType(path, schema, type);
        check.VisitListType(path, schema, type);
        return check._errors;
    }

    private void VisitMapType(string path, JsonObject schema, string type)
    {
        if (Text(schema, "x-kubernetes-map-type") is not { } mapType)
        {
            return;
        }

        RequireType(path, type, "object", "must be object if x-kubernetes-map-type is specified");
        if (mapType is not ("atomic" or "granular"))
        {
            _errors.Add(FieldErrors.NotSupported($"{path}.x-kubernetes-map-type", mapType, ["atomic", "granular"]));
        }
    }

    private void VisitListType(string path, JsonObject schema, string type)
    {
        const string ListTypeName = "x-kubernetes-list-type";
        var listType = Text(schema, ListTypeName);
        var items = schema["items"] as JsonObject;
        if (listType is not null)
        {
            RequireType(path, type, "array", "must be array if x-kubernetes-list-type is specified");
            if (type == "array" && listType == "set")
            {
                VisitSetItems(path, items);
            }

            if (listType is not ("atomic" or "set" or "map"))
            {
                _errors.Add(FieldErrors.NotSupported($"{path}.{ListTypeName}", listType, ["atomic", "set", "map"]));
            }
        }

        var keys = schema["x-kubernetes-list-map-keys"] as JsonArray ?? [];
        if (keys.Count > 0 && listType != "map")
        {
            const string MustBeMap = "must be map if x-kubernetes-list-map-keys is non-empty";
            var at = $"{path}.{ListTypeName}";
            _errors.Add(listType is null ? FieldErrors.Required(at, MustBeMap) : FieldErrors.Invalid(at, listType, MustBeMap));
        }

        if (listType == "map")
        {
            VisitKeys(path, keys, items);
        }

        if (listType is "set" or "map" && items is not null && JsonTypes.IsTrue(items["nullable"]))
        {
            Forbid($"{path}.items.nullable", $"cannot be nullable when x-kubernetes-list-type is {listType}");
        }
    }

    private void VisitSetItems(string path, JsonObject? items)
    {
        const string MustBeAtomic = "must be atomic as item of a list with x-kubernetes-list-type=set";
        if (items is null)
        {
            return;
        }

        var type = Text(items, "type");
        var listType = Text(items, "x-kubernetes-list-type");
        if (type == "array" && listType is not (null or "atomic"))
        {
            _errors.Add(FieldErrors.Invalid($"{path}.items.x-kubernetes-list-type", listType, MustBeAtomic));
        }
        else if (type == "object" && Text(items, "x-kubernetes-map-type") != "atomic")
        {
            _errors.Add(FieldErrors.Invalid($"{path}.items.x-kubernetes-map-type", listType, MustBeAtomic));
        }
    }

    private void VisitKeys(string path, JsonArray keys, JsonObject? items)
    {
        const string KeysName = "x-kubernetes-list-map-keys";
        if (keys.Count == 0)
        {
            _errors.Add(FieldErrors.Required($"{path}.{KeysName}", "must not be empty if x-kubernetes-list-type is map"));
        }

        if (items is null)
        {
            _errors.Add(FieldErrors.Required($"{path}.items", "must have a schema if x-kubernetes-list-type is map"));
            return;
        }

        if (Text(items, "type") != "object")
        {
            _errors.Add(FieldErrors.Invalid(
                $"{path}.items.type", Text(items, "type") ?? "", "must be object if parent array's x-kubernetes-list-type is map"));
            return;
        }

        var seen = new HashSet<string>();
        var required = (items["required"] as JsonArray ?? []).Select(JsonTypes.Text).ToHashSet();
        foreach (var key in keys.Select(JsonTypes.Text).OfType<string>())
        {
            VisitKey(path, key, keys, items, required.Contains(key));
            if (!seen.Add(key))
            {
                _errors.Add(FieldErrors.Invalid($"{path}.{KeysName}", keys, "must not contain duplicate entries"));
            }
        }
    }

    private void VisitKey(string path, string key, JsonArray keys, JsonObject items, bool isRequired)
    {
        if ((items["properties"] as JsonObject)?[key] is not JsonObject property)
        {
            _errors.Add(FieldErrors.Invalid($"{path}.x-kubernetes-list-map-keys", keys, "entries must all be names of item properties"));
            return;
        }

        var at = $"{path}.items.properties[{key}]";
        if (Text(property, "type") is "array" or "object")
        {
            _errors.Add(FieldErrors.Invalid(
                $"{at}.type", Text(items, "type"), "must be a scalar type if parent array's x-kubernetes-list-type is map"));
        }

        if (!isRequired && property["default"] is null)
        {
            _errors.Add(FieldErrors.Required(
                $"{at}.default", "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property"));
        }

        if (JsonTypes.IsTrue(property["nullable"]))
        {
            Forbid($"{at}.nullable", "this property is in x-kubernetes-list-map-keys, so it cannot be nullable");
        }
    }

    private void RequireType(string path, string type, string expected, string rule)
    {
        if (type != expected)
        {
            _errors.Add(type.Length == 0 ? FieldErrors.Required($"{path}.type", rule) : FieldErrors.Invalid($"{path}.type", type, rule));
        }
    }

    private void Forbid(string path, string detail) => _errors.Add(FieldErrors.Forbidden(path, detail));

    private static string? Text(JsonObject schema, string name) => JsonTypes.Text(schema[name]);
}
