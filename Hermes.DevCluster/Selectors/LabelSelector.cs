using System.Text.Json.Nodes;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Selectors;

/// <summary>A label selector.</summary>
internal sealed class LabelSelector
{
    private LabelSelector(IReadOnlyList<LabelRequirement> requirements) => Requirements = requirements;

    /// <summary>Matches everything.</summary>
    public static LabelSelector Everything { get; } = new([]);

    /// <summary>The terms, all of which must be met.</summary>
    public IReadOnlyList<LabelRequirement> Requirements { get; }

    /// <summary>Reads the text form, such as <c>app=web,tier in (a,b),!zone</c>.</summary>
    /// <exception cref="Requests.ApiException">400 with the server's words.</exception>
    public static LabelSelector Parse(string text) =>
        text.Length == 0 ? Everything : new LabelSelector(new LabelSelectorParser(text).Parse());

    /// <summary>Whether an object's labels meet every term.</summary>
    public bool Matches(JsonObject value)
    {
        if (Requirements.Count == 0)
        {
            return true;
        }

        var labels = value.Object("metadata").Object("labels");
        return Requirements.All(requirement => requirement.Meets(labels.Text(requirement.Key)));
    }

    /// <summary>The text form of a LabelSelector object, as scale's <c>status.selector</c> has it.</summary>
    public static string Format(JsonObject selector)
    {
        var terms = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in selector.Object("matchLabels") ?? [])
        {
            terms[key] = $"{key}={value.AsText()}";
        }

        foreach (var expression in selector.Array("matchExpressions")?.OfType<JsonObject>() ?? [])
        {
            var key = expression.Text("key") ?? "";
            var values = string.Join(',', expression.Texts("values").Order(StringComparer.Ordinal));
            var term = expression.Text("operator") switch
            {
                "In" => $"{key} in ({values})",
                "NotIn" => $"{key} notin ({values})",
                "Exists" => key,
                _ => $"!{key}",
            };
            terms[key] = terms.TryGetValue(key, out var earlier) ? $"{earlier},{term}" : term;
        }

        return string.Join(',', terms.Values);
    }
}
