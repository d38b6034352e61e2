using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Schemas;

/// <summary>Sets hold no element twice, map lists no key twice.</summary>
internal static class ListUniqueness
{
    /// <summary>Every element that repeats another; each value is reported once.</summary>
    public static IEnumerable<FieldError> Check(string path, JsonNode? value, Schema schema) => value switch
    {
        JsonArray list => CheckList(path, list, schema),
        JsonObject map => CheckMap(path, map, schema),
        _ => [],
    };

    private static IEnumerable<FieldError> CheckMap(string path, JsonObject map, Schema schema)
    {
        var values = schema.AdditionalProperties is { } additional
            ? map.Where(field => !schema.Properties.ContainsKey(field.Key))
                .SelectMany(field => Check($"{path}[{field.Key}]", field.Value, additional))
            : [];
        var fields = map.Where(field => schema.Properties.ContainsKey(field.Key))
            .SelectMany(field => Check(FieldPath.Child(path, field.Key), field.Value, schema.Properties[field.Key]));
        return values.Concat(fields);
    }

    private static IEnumerable<FieldError> CheckList(string path, JsonArray list, Schema schema)
    {
        var own = schema.ListType switch
        {
            ListType.Set => Repeated(list.Select(GoText.Value)).Select(i => FieldErrors.Duplicate($"{path}[{i}]", list[i])),
            ListType.Map => CheckMapList(path, list, schema),
            _ => [],
        };
        return schema.Items is { } items ? own.Concat(list.SelectMany((item, i) => Check($"{path}[{i}]", item, items))) : own;
    }

    private static IEnumerable<FieldError> CheckMapList(string path, JsonArray list, Schema schema)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is not (null or JsonObject))
            {
                return [FieldErrors.Invalid($"{path}[{i}]", list[i], "must be an object for an array of list-type map")];
            }
        }

        var keys = list.Select(item => ListKeys.Of(schema, item)).ToList();
        return Repeated(keys.Select(GoText.Value)).Select(i => FieldErrors.Duplicate($"{path}[{i}]", keys[i]));
    }

    /// <summary>The index of the second occurrence of each value that occurs more than once.</summary>
    private static IEnumerable<int> Repeated(IEnumerable<string> values)
    {
        var seen = new Dictionary<string, int>();
        var i = 0;
        foreach (var value in values)
        {
            var times = seen[value] = seen.GetValueOrDefault(value) + 1;
            if (times == 2)
            {
                yield return i;
            }

            i++;
        }
    }
}
