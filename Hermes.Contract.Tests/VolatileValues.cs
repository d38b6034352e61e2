using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Hermes.Contract.Tests;

/// <summary>
/// Puts names in the place of what differs from run to run: uids, versions, times, addresses, generated names, the scenario's own
/// namespace and API group. The same value gets the same name throughout a scenario, so that "nothing changed" and "another object"
/// stay visible. What the caller sent is no such value.
/// </summary>
/// <param name="variables">What each variable of the run stands for.</param>
internal sealed partial class VolatileValues(IReadOnlyDictionary<string, string> variables)
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _prefixes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _sent = new(StringComparer.Ordinal);

    /// <summary>Notes what the caller chose itself.</summary>
    public void Sent(JsonNode? body)
    {
        switch (body)
        {
            case JsonObject fields:
                foreach (var (key, value) in fields)
                {
                    if (key == "generateName")
                    {
                        _prefixes.Add(value!.ToString());
                    }

                    Sent(value);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Sent(item);
                }

                break;
            case JsonValue value:
                _sent.Add(value.ToString());
                break;
            default:
                break;
        }
    }

    public JsonObject Mask(JsonObject answer)
    {
        return Mask("", answer, isCollection: false)!.AsObject();
    }

    private JsonNode? Mask(string key, JsonNode? node, bool isCollection)
    {
        switch (node)
        {
            case JsonObject fields:
                var isList = IsCollection(fields);
                return Settle(new JsonObject(fields.Select(field =>
                    KeyValuePair.Create(MaskText(field.Key), Mask(field.Key, field.Value, field.Key == "metadata" ? isList : isCollection)))));
            case JsonArray items:
                return new JsonArray([.. items.Select(item => Mask(key, item, isCollection: false))]);
            case JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.String:
                return MaskString(key, value.GetValue<string>(), isCollection);
            case JsonValue when key is "nodePort" or "healthCheckNodePort":
                return "<port>";
            default:
                return node?.DeepClone();
        }
    }

    private static JsonObject Settle(JsonObject masked)
    {
        // Entries are ordered by the second in which they were written.
        if (masked["managedFields"] is JsonArray managers)
        {
            masked["managedFields"] = new JsonArray([.. managers
                .Select(manager => manager!.DeepClone())
                .OrderBy(manager => $"{manager["operation"]}/{manager["manager"]}/{manager["subresource"]}", StringComparer.Ordinal)]);
        }

        // Made of the group's name.
        if (masked["groupVersion"]?.ToString().Contains("${", StringComparison.Ordinal) is true && masked["resources"] is JsonArray resources)
        {
            foreach (var resource in resources.OfType<JsonObject>().Where(resource => resource.ContainsKey("storageVersionHash")))
            {
                resource["storageVersionHash"] = "<hash>";
            }
        }

        return InOrder(masked);
    }

    /// <summary>A server finds the faults of an object's fields in no order: it goes through a hash map.</summary>
    private static JsonObject InOrder(JsonObject status)
    {
        if (status["details"]?["causes"] is not JsonArray { Count: > 1 } causes || status["message"]?.ToString() is not { } message)
        {
            return status;
        }

        var sorted = causes.Select(cause => cause!.DeepClone()).OrderBy(cause => cause.ToJsonString(), StringComparer.Ordinal).ToList();
        var words = sorted.ConvertAll(cause => $"{cause["field"]}: {cause["message"]}");
        var listed = message.IndexOf(": [", StringComparison.Ordinal);
        if (listed >= 0 && words.TrueForAll(word => message.Contains(word, StringComparison.Ordinal)))
        {
            status["message"] = $"{message[..listed]}: [{string.Join(", ", words)}]";
        }

        status["details"]!["causes"] = new JsonArray([.. sorted]);
        return status;
    }

    /// <summary>Lists, Tables and bookmarks carry the version of the whole store, which others move too.</summary>
    private static bool IsCollection(JsonObject fields) =>
        (fields["kind"]?.ToString() is { } kind && (kind == "Table" || (kind.EndsWith("List", StringComparison.Ordinal) && fields.ContainsKey("items"))))
        || fields["metadata"]?["annotations"]?["k8s.io/initial-events-end"] is not null;

    private string MaskString(string key, string value, bool isCollection) => key switch
    {
        "resourceVersion" when isCollection => "<version>",
        "resourceVersion" when value.Length > 0 => Named("version", value),
        "continue" when value.Length > 0 => "<continue>",
        _ when _sent.Contains(value) => MaskText(value),
        "cells" when Age().IsMatch(value) => "<age>",
        "clusterIP" or "clusterIPs" when Address().IsMatch(value) => "<address>",
        _ when DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out _) && Time().IsMatch(value) => "<time>",
        _ => MaskText(value),
    };

    private string MaskText(string text)
    {
        foreach (var (name, value) in variables)
        {
            text = text.Replace(value, $"${{{name}}}", StringComparison.Ordinal);
        }

        text = Uid().Replace(text, match => _sent.Contains(match.Value) ? match.Value : Named("uid", match.Value));
        text = Version().Replace(text, "${before}<version>");
        text = Hash().Replace(text, "hash=<hash>");
        text = PrintedTime().Replace(text, "${before}<time>");
        text = PrintedVersion().Replace(text, "${before}<version>");
        return _prefixes.Aggregate(text, (masked, prefix) => Regex.Replace(
            masked, $@"\b{Regex.Escape(prefix)}[a-z0-9]{{5}}\b", $"{prefix}<suffix>", RegexOptions.ExplicitCapture, MatchTimeout));
    }

    private string Named(string kind, string value)
    {
        if (!_names.TryGetValue(value, out var name))
        {
            _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
            name = $"<{kind} {_counts[kind].ToString(CultureInfo.InvariantCulture)}>";
            _names.Add(value, name);
        }

        return name;
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Uid();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT[\d:.]+Z$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Time();

    [GeneratedRegex(@"^\d+\.\d+\.\d+\.\d+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();

    /// <summary>The store's own versions in messages; the version that was asked for stays.</summary>
    [GeneratedRegex(@"(?<before>(current: |too old resource version: \d+ \(|ResourceVersion in (the precondition|record) \())\d+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Version();

    /// <summary>In an object that a message prints.</summary>
    [GeneratedRegex("""(?<before>(time|Timestamp)\\*":\\*")\d{4}-\d\d-\d\dT[\d:]+Z""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PrintedTime();

    /// <summary>In an object that a message prints.</summary>
    [GeneratedRegex("""(?<before>resourceVersion\\*":\\*")\d+""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PrintedVersion();

    [GeneratedRegex(@"^\d+s$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Age();

    [GeneratedRegex("hash=[0-9A-F]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hash();
}
