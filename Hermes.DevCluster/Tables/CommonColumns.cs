using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.Tables;

/// <summary>Columns, and the words in their cells, that many kinds share.</summary>
internal static class CommonColumns
{
    /// <summary>What a cell shows where there is nothing.</summary>
    public const string None = "<none>";

    /// <summary>How old the object is.</summary>
    public static PrinterColumn Age { get; } =
        new("Age", "date", static value => value.At("metadata", "creationTimestamp")) { Description = "How long ago the object was created." };

    public static PrinterColumn Text(string name, Func<JsonObject, string> cell) => new(name, "string", value => cell(value));

    public static PrinterColumn Number(string name, params string[] path) =>
        new(name, "integer", value => value.IntegerAt(path) ?? 0);

    /// <summary>A column of the wide view only.</summary>
    public static PrinterColumn Wide(string name, Func<JsonObject, string> cell) => Text(name, cell) with { Priority = 1 };

    /// <summary>Names and images of a template's containers.</summary>
    public static IReadOnlyList<PrinterColumn> Containers { get; } =
    [
        Wide("Containers", static value => Join(Template(value), "name")),
        Wide("Images", static value => Join(Template(value), "image")),
    ];

    /// <summary>A Deployment's kind of selector, as selectors are written.</summary>
    public static PrinterColumn Selector { get; } = Wide("Selector", static value => Format(value.At("spec", "selector")));

    /// <summary>A label selector in one line; nothing selected shows as <c>&lt;none&gt;</c>.</summary>
    public static string Format(JsonNode? selector)
    {
        var parts = (selector.ObjectAt("matchLabels") ?? [])
            .Select(static entry => (entry.Key, $"{entry.Key}={entry.Value.TextAt()}"))
            .Concat(selector.ObjectsAt("matchExpressions").Select(static part => (part.TextAt("key") ?? "", Format(part))))
            .OrderBy(static part => part.Item1, StringComparer.Ordinal)
            .Select(static part => part.Item2);
        return OrNone(string.Join(',', parts));
    }

    /// <summary>Labels in one line.</summary>
    public static string Labels(JsonNode? labels) => OrNone(string.Join(
        ',',
        (labels as JsonObject ?? [])
            .OrderBy(static entry => entry.Key, StringComparer.Ordinal)
            .Select(static entry => $"{entry.Key}={entry.Value.TextAt()}")));

    /// <summary>The text, or <c>&lt;none&gt;</c> where it is empty.</summary>
    public static string OrNone(string? text) => string.IsNullOrEmpty(text) ? None : text;

    /// <summary>The addresses of a load balancer's status, in order.</summary>
    public static string Addresses(JsonObject value) => string.Join(
        ',',
        value.ObjectsAt("status", "loadBalancer", "ingress")
            .Select(static address => address.TextAt("ip") ?? address.TextAt("hostname"))
            .OfType<string>()
            .Distinct()
            .Order(StringComparer.Ordinal));

    private static IEnumerable<JsonObject> Template(JsonObject value) => value.ObjectsAt("spec", "template", "spec", "containers");

    private static string Join(IEnumerable<JsonObject> containers, string field) =>
        string.Join(',', containers.Select(container => container.TextAt(field)));

    private static string Format(JsonObject requirement)
    {
        var key = requirement.TextAt("key");
        var values = string.Join(',', requirement.TextsAt("values").Order(StringComparer.Ordinal));
        return requirement.TextAt("operator") switch
        {
            "In" => $"{key} in ({values})",
            "NotIn" => $"{key} notin ({values})",
            "DoesNotExist" => $"!{key}",
            _ => key ?? "",
        };
    }
}
