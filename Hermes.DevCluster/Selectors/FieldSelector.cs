using System.Text.Json;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Selectors;

/// <summary>A field selector: fields that must equal, or must not equal, a value.</summary>
internal sealed class FieldSelector
{
    private readonly IReadOnlyList<(string Path, string Value, bool Equal)> _terms;

    private FieldSelector(IReadOnlyList<(string Path, string Value, bool Equal)> terms) => _terms = terms;

    /// <summary>Matches everything.</summary>
    public static FieldSelector Everything { get; } = new([]);

    /// <summary>Whether it has no terms.</summary>
    public bool IsEmpty => _terms.Count == 0;

    /// <summary>Reads the text form, such as <c>metadata.name=web,status.phase!=Running</c>.</summary>
    /// <exception cref="ApiException">400 with the server's words.</exception>
    public static FieldSelector Parse(string text, KindRow row)
    {
        if (text.Length == 0)
        {
            return Everything;
        }

        var terms = new List<(string Path, string Value, bool Equal)>();
        foreach (var term in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var (path, value, equal) = Term(term, text);
            Check(path, row);
            terms.Add((path, value, equal));
        }

        return new FieldSelector(terms);
    }

    /// <summary>The one name that a selector's text asks for; null where it asks for none, or cannot be read.</summary>
    public static string? NameIn(string text) => text.Split(',')
        .Where(term => term.StartsWith("metadata.name=", StringComparison.Ordinal))
        .Select(term => term["metadata.name=".Length..].TrimStart('='))
        .FirstOrDefault();

    /// <summary>Whether an object meets every term.</summary>
    public bool Matches(JsonObject value) =>
        _terms.All(term => (Field(value, term.Path) == term.Value) == term.Equal);

    private static (string Path, string Value, bool Equal) Term(string term, string whole)
    {
        var at = term.IndexOf('=', StringComparison.Ordinal);
        if (at < 0)
        {
            throw ApiErrors.BadRequest($"invalid selector: '{whole}'; can't understand '{term}'");
        }

        var negated = at > 0 && term[at - 1] == '!';
        var doubled = !negated && at + 1 < term.Length && term[at + 1] == '=';
        return (term[..(negated ? at - 1 : at)], term[(doubled ? at + 2 : at + 1)..], !negated);
    }

    private static void Check(string path, KindRow row)
    {
        if (path is "metadata.name" or "metadata.namespace" || row.SelectableFields.Contains(path, StringComparer.Ordinal))
        {
            return;
        }

        // Kinds that convert their own field labels answer in other words than those that leave it to the machinery.
        throw ApiErrors.BadRequest(row.Custom || row.SelectableFields.Count > 0
            ? $"field label not supported: {path}"
            : $"\"{path}\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"");
    }

    private static string Field(JsonObject value, string path)
    {
        JsonNode? node = value;
        foreach (var part in path.TrimStart('.').Split('.'))
        {
            node = (node as JsonObject)?[part];
        }

        return node switch
        {
            JsonValue scalar when scalar.GetValueKind() == JsonValueKind.String => scalar.GetValue<string>(),
            JsonValue scalar => JsonText.Of(scalar),
            _ => "",
        };
    }
}
