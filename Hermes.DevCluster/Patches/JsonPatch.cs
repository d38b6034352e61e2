using System.Globalization;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Patches;

/// <summary>JSON patch (RFC 6902).</summary>
internal static class JsonPatch
{
    /// <summary>The most operations that the server takes in one patch.</summary>
    private const int MaxOperations = 10_000;

    /// <summary>A copy of <paramref name="target"/> with every operation done, in order; the arguments stay as they are.</summary>
    /// <exception cref="ApiException">
    /// 400 where the patch is no list of operations; 422 without a cause where an operation cannot be done or a test fails.
    /// </exception>
    public static JsonObject Apply(JsonObject target, JsonNode? patch)
    {
        if (patch is not JsonArray operations)
        {
            throw ApiErrors.BadRequest("error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp");
        }

        if (operations.Count > MaxOperations)
        {
            throw new ApiException(
                413,
                "RequestEntityTooLarge",
                $"The allowed maximum operations in a JSON patch is {MaxOperations}, got {operations.Count}");
        }

        JsonNode? document = target.DeepClone();
        foreach (var operation in operations)
        {
            document = Do(document, operation as JsonObject ?? throw Rejected());
        }

        return document as JsonObject ?? throw Rejected();
    }

    private static JsonNode? Do(JsonNode? document, JsonObject operation)
    {
        var path = Pointer(operation.Text("path"));
        switch (operation.Text("op"))
        {
            case "test":
                return JsonNode.DeepEquals(Find(document, path, orNull: true), operation["value"]) ? document : throw Rejected();
            case "add":
                return Add(document, path, Value(operation));
            case "replace":
                Find(document, path);
                return path.Length == 0 ? Value(operation) : Replace(document, path, Value(operation));
            case "remove":
                return Remove(document, path);
            case "move":
                var from = Pointer(operation.Text("from"));
                var moved = Find(document, from)?.DeepClone();
                return Add(Remove(document, from), path, moved);
            case "copy":
                return Add(document, path, Find(document, Pointer(operation.Text("from")))?.DeepClone());
            default:
                throw Rejected();
        }
    }

    private static JsonNode? Value(JsonObject operation) =>
        operation.ContainsKey("value") ? operation["value"]?.DeepClone() : throw Rejected();

    private static string[] Pointer(string? text)
    {
        if (text is null || (text.Length > 0 && text[0] != '/'))
        {
            throw Rejected();
        }

        return text.Length == 0
            ? []
            : [.. text[1..].Split('/').Select(part =>
                part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
    }

    private static JsonNode? Find(JsonNode? document, ReadOnlySpan<string> path, bool orNull = false)
    {
        foreach (var part in path)
        {
            switch (document)
            {
                case JsonObject map when map.TryGetPropertyValue(part, out var value):
                    document = value;
                    break;
                case JsonArray list when Index(part, list.Count - 1) is { } index:
                    document = list[index];
                    break;
                default:
                    return orNull ? null : throw Rejected();
            }
        }

        return document;
    }

    private static JsonNode? Add(JsonNode? document, string[] path, JsonNode? value)
    {
        if (path.Length == 0)
        {
            return value;
        }

        switch (Find(document, path.AsSpan(..^1)))
        {
            case JsonObject map:
                map[path[^1]] = value;
                break;
            case JsonArray list when path[^1] == "-":
                list.Add(value);
                break;
            case JsonArray list when Index(path[^1], list.Count) is { } index:
                list.Insert(index, value);
                break;
            default:
                throw Rejected();
        }

        return document;
    }

    private static JsonNode? Replace(JsonNode? document, string[] path, JsonNode? value)
    {
        switch (Find(document, path.AsSpan(..^1)))
        {
            case JsonObject map:
                map[path[^1]] = value;
                break;
            case JsonArray list when Index(path[^1], list.Count - 1) is { } index:
                list[index] = value;
                break;
            default:
                throw Rejected();
        }

        return document;
    }

    private static JsonNode? Remove(JsonNode? document, string[] path)
    {
        if (path.Length == 0)
        {
            throw Rejected();
        }

        switch (Find(document, path.AsSpan(..^1)))
        {
            case JsonObject map when map.Remove(path[^1]):
                return document;
            case JsonArray list when Index(path[^1], list.Count - 1) is { } index:
                list.RemoveAt(index);
                return document;
            default:
                throw Rejected();
        }
    }

    private static int? Index(string part, int last) =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= last ? index : null;

    // The real server says no more than this, whatever went wrong in the patch.
    private static ApiException Rejected() =>
        new(422, "Invalid", "the server rejected our request due to an error in our request") { HasDetails = true };
}
