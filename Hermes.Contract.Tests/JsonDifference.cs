using System.Text.Json.Nodes;

namespace Hermes.Contract.Tests;

/// <summary>Says where two answers differ, one line for each place.</summary>
internal static class JsonDifference
{
    private const string Missing = "(missing)";

    /// <param name="path">Where the two stand.</param>
    /// <param name="expected">How a real API server answered.</param>
    /// <param name="actual">How this one does.</param>
    /// <param name="mayHoldMore">Whether only what is expected is looked for; the order of a list is then free.</param>
    public static IEnumerable<string> Between(string path, JsonNode? expected, JsonNode? actual, bool mayHoldMore) => (expected, actual) switch
    {
        (JsonObject one, JsonObject other) => one.Select(field => field.Key)
            .Union(mayHoldMore ? [] : other.Select(field => field.Key))
            .SelectMany(key => BetweenFields($"{path}.{key}", key, one, other, mayHoldMore)),
        (JsonArray one, JsonArray other) when mayHoldMore => one
            .Select((item, index) => (item, index))
            .Where(entry => !other.Any(candidate => !Between("", entry.item, candidate, mayHoldMore).Any()))
            .Select(entry => $"{path}[{entry.index}]: nothing is like {Text(entry.item)}"),
        (JsonArray one, JsonArray other) => BetweenItems(path, one, other),
        _ => JsonNode.DeepEquals(expected, actual) ? [] : [$"{path}: expected {Text(expected)}, is {Text(actual)}"],
    };

    private static IEnumerable<string> BetweenFields(string path, string key, JsonObject expected, JsonObject actual, bool mayHoldMore)
    {
        var isExpected = expected.TryGetPropertyValue(key, out var one);
        var isThere = actual.TryGetPropertyValue(key, out var other);
        return isExpected && isThere
            ? Between(path, one, other, mayHoldMore)
            : [$"{path}: expected {(isExpected ? Text(one) : Missing)}, is {(isThere ? Text(other) : Missing)}"];
    }

    private static IEnumerable<string> BetweenItems(string path, JsonArray expected, JsonArray actual)
    {
        for (var i = 0; i < Math.Max(expected.Count, actual.Count); i++)
        {
            var at = $"{path}[{i}]";
            if (i >= expected.Count || i >= actual.Count)
            {
                yield return $"{at}: expected {(i < expected.Count ? Text(expected[i]) : Missing)}, is {(i < actual.Count ? Text(actual[i]) : Missing)}";
                continue;
            }

            foreach (var difference in Between(at, expected[i], actual[i], mayHoldMore: false))
            {
                yield return difference;
            }
        }
    }

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "null";
}
