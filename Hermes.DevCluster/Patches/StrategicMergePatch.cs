using System.Text.Json.Nodes;
using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Patches;

/// <summary>
/// Strategic merge patch, which knows a built-in kind's lists by their merge keys. Its directives: <c>$patch</c> (replace, delete,
/// merge), <c>$retainKeys</c>, <c>$deleteFromPrimitiveList/…</c> and <c>$setElementOrder/…</c>.
/// </summary>
internal static class StrategicMergePatch
{
    private const string Directive = "$patch";
    private const string RetainKeys = "$retainKeys";
    private const string DeleteFromList = "$deleteFromPrimitiveList/";
    private const string ElementOrder = "$setElementOrder/";

    /// <summary>A copy of <paramref name="target"/> with the patch merged in.</summary>
    /// <exception cref="ApiException">The patch names no merge key where one is needed, or a directive that there is not.</exception>
    public static JsonObject Apply(JsonObject target, JsonObject patch, Schema schema) =>
        MergeMap(target, patch, ObjectMetaSchema.Complete(schema));

    private static JsonObject MergeMap(JsonObject target, JsonObject patch, Schema schema)
    {
        switch (DirectiveOf(patch))
        {
            case "replace":
                return WithoutDirectives(patch)!.AsObject();
            case "delete":
                return [];
            case null or "merge":
                break;
            case var unknown:
                throw Refusal($"unknown patch type: {unknown} in map: {GoText.Printed(patch)}");
        }

        var merged = target.DeepClone().AsObject();
        if (patch[RetainKeys] is JsonArray retained)
        {
            var names = retained.Select(JsonTypes.Text).ToHashSet();
            foreach (var (name, _) in merged.Where(field => !names.Contains(field.Key)).ToList())
            {
                merged.Remove(name);
            }
        }

        foreach (var name in ListsWithDirectives(patch).Union(patch.Select(field => field.Key)).Where(name => !name.StartsWith('$')))
        {
            MergeField(merged, name, patch, schema);
        }

        return merged;
    }

    private static void MergeField(JsonObject merged, string name, JsonObject patch, Schema schema)
    {
        var field = schema.Properties.GetValueOrDefault(name) ?? schema.AdditionalProperties ?? Schema.Any;
        var isNamed = patch.TryGetPropertyValue(name, out var value);
        if (isNamed && value is null)
        {
            merged.Remove(name);
            return;
        }

        var current = merged[name];
        if (current is JsonObject map && value is JsonObject patchMap)
        {
            merged[name] = MergeMap(map, patchMap, field);
        }
        else if (current is JsonArray list && value is null or JsonArray)
        {
            var directives = new ListDirectives(patch[ElementOrder + name] as JsonArray, patch[DeleteFromList + name] as JsonArray);
            merged[name] = MergeList(list, value as JsonArray, directives, field, isNamed);
        }
        else if (isNamed)
        {
            merged[name] = WithoutDirectives(value);
        }
    }

    private static JsonArray MergeList(JsonArray current, JsonArray? patch, ListDirectives directives, Schema schema, bool isNamed)
    {
        if (schema.PatchMergeKey is { } key)
        {
            return MergeMaps(current, patch ?? [], directives, key, schema.Items ?? Schema.Any);
        }

        if (!schema.PatchMergeScalars)
        {
            return (isNamed ? WithoutDirectives(patch) : current.DeepClone())!.AsArray();
        }

        var dropped = (directives.Deleted ?? []).Select(GoText.Value).ToHashSet();
        var united = current.Concat(patch ?? []).Where(item => !dropped.Contains(GoText.Value(item))).DistinctBy(GoText.Value).ToList();
        return InOrder(united, directives.Order ?? patch ?? [], current, GoText.Value);
    }

    private static JsonArray MergeMaps(JsonArray current, JsonArray patch, ListDirectives directives, string key, Schema items)
    {
        var changes = patch.Select(item => item as JsonObject ?? throw Refusal($"list element is no map: {item?.ToJsonString()}")).ToList();
        var isReplaced = changes.Exists(change => DirectiveOf(change) == "replace" && !change.ContainsKey(key));
        var merged = isReplaced ? [] : current.OfType<JsonObject>().ToList();
        foreach (var change in changes.Where(change => !isReplaced || change.ContainsKey(key)))
        {
            var id = KeyOf(change, key) ?? throw Refusal($"map: {GoText.Printed(change)} does not contain declared merge key: {key}");
            var at = merged.FindIndex(item => KeyOf(item, key) == id);
            if (DirectiveOf(change) == "delete")
            {
                merged.RemoveAll(item => KeyOf(item, key) == id);
            }
            else if (at >= 0)
            {
                merged[at] = MergeMap(merged[at], change, items);
            }
            else
            {
                merged.Add(WithoutDirectives(change)!.AsObject());
            }
        }

        var order = directives.Order ?? patch;
        return InOrder(merged, order, current, item => KeyOf(item as JsonObject ?? [], key) ?? "");
    }

    /// <summary>
    /// The elements in the patch's order, those that only the stored list has among them where they stood; an element new to the stored
    /// list comes before those (strategicpatch's normalizeElementOrder).
    /// </summary>
    private static JsonArray InOrder(
        IReadOnlyList<JsonNode?> merged, JsonArray patchOrder, JsonArray storedOrder, Func<JsonNode?, string> identity)
    {
        var wanted = patchOrder.Select(identity).ToList();
        var stored = storedOrder.Select(identity).ToList();
        var isWanted = merged.ToLookup(item => wanted.Contains(identity(item)));
        var patched = new Queue<JsonNode?>(isWanted[true].OrderBy(item => wanted.IndexOf(identity(item))));
        var others = new Queue<JsonNode?>(isWanted[false].OrderBy(item => stored.IndexOf(identity(item))));
        var result = new JsonArray();
        while (patched.Count + others.Count > 0)
        {
            var isOther = others.Count > 0 && (patched.Count == 0 || IsBefore(others.Peek(), patched.Peek()));
            result.Add((isOther ? others : patched).Dequeue()?.DeepClone());
        }

        return result;

        bool IsBefore(JsonNode? other, JsonNode? patchItem)
        {
            var (left, right) = (stored.IndexOf(identity(other)), stored.IndexOf(identity(patchItem)));
            return left >= 0 && left < right;
        }
    }

    /// <summary>Lists that only directives name.</summary>
    private static IEnumerable<string> ListsWithDirectives(JsonObject patch) => patch
        .Select(field => field.Key)
        .Where(name => name.StartsWith(DeleteFromList, StringComparison.Ordinal) || name.StartsWith(ElementOrder, StringComparison.Ordinal))
        .Select(name => name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..]);

    /// <summary>A value that the stored object does not have yet: directives and nulls say nothing there.</summary>
    private static JsonNode? WithoutDirectives(JsonNode? value) => value switch
    {
        null => null,
        JsonObject map => new JsonObject(map
            .Where(field => field.Value is not null && !field.Key.StartsWith('$'))
            .Select(field => new KeyValuePair<string, JsonNode?>(field.Key, WithoutDirectives(field.Value)))),
        JsonArray list => new JsonArray([.. list.Where(item => !IsDirectiveOnly(item)).Select(WithoutDirectives)]),
        _ => value.DeepClone(),
    };

    private static bool IsDirectiveOnly(JsonNode? item) =>
        item is JsonObject map && (DirectiveOf(map) == "delete" || (map.Count == 1 && DirectiveOf(map) is not null));

    private static string? DirectiveOf(JsonObject patch) => JsonTypes.Text(patch[Directive]);

    private static string? KeyOf(JsonObject item, string key) => item[key] is { } value ? GoText.Value(value) : null;

    private static ApiException Refusal(string message) => new(500, "", message);

    private sealed record ListDirectives(JsonArray? Order, JsonArray? Deleted);
}
