using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Schemas.Definitions;

/// <summary>
/// The JSONPath of printer columns: fields (also quoted, or with escaped dots), indexes, wildcards, and filters that compare one field
/// (<c>[?(@.type=="Ready")]</c>).
/// </summary>
internal sealed class JsonPath
{
    private static readonly string[] Operators = ["==", "!=", ">=", "<=", ">", "<"];

    private readonly List<JsonPathStep> _steps = [];
    private readonly string _text;
    private int _at;

    private JsonPath(string text) => _text = text;

    /// <summary>Reads a path; null for one outside the subset.</summary>
    public static JsonPath? Parse(string text)
    {
        var path = new JsonPath(text);
        while (path._at < text.Length)
        {
            if (!path.ReadStep())
            {
                return null;
            }
        }

        return path;
    }

    /// <summary>Every value that the path leads to.</summary>
    public IEnumerable<JsonNode?> Find(JsonNode? root) =>
        _steps.Aggregate((IEnumerable<JsonNode?>)[root], (values, step) => values.SelectMany(value => step(value)));

    private bool ReadStep()
    {
        if (_text[_at] == '[')
        {
            return ReadBracket();
        }

        if (_text[_at] != '.' || _text.AsSpan(_at).StartsWith(".."))
        {
            return false;
        }

        _at++;
        if (_at == _text.Length || _text[_at] == '[')
        {
            return true;
        }

        var name = new StringBuilder();
        while (_at < _text.Length && _text[_at] is not ('.' or '['))
        {
            _at += _text[_at] == '\\' && _at + 1 < _text.Length ? 1 : 0;
            name.Append(_text[_at++]);
        }

        _steps.Add(name.ToString() == "*" ? Each : Field(name.ToString()));
        return true;
    }

    private bool ReadBracket()
    {
        var end = _text.IndexOf(']', _at);
        if (end < 0)
        {
            return false;
        }

        var inside = _text[(_at + 1)..end].Trim();
        _at = end + 1;
        if (inside == "*")
        {
            _steps.Add(Each);
        }
        else if (int.TryParse(inside, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
        {
            _steps.Add(Element(index));
        }
        else if (Quoted(inside) is { } name)
        {
            _steps.Add(Field(name));
        }
        else if (inside.StartsWith("?(", StringComparison.Ordinal) && inside.EndsWith(')') && Filter(inside[2..^1]) is { } filter)
        {
            _steps.Add(filter);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static JsonPathStep? Filter(string condition)
    {
        var symbol = Array.Find(Operators, symbol => condition.Contains(symbol, StringComparison.Ordinal));
        var parts = symbol is null ? [condition] : condition.Split(symbol, 2, StringSplitOptions.TrimEntries);
        if (!parts[0].StartsWith('@') || Parse(parts[0][1..]) is not { } left)
        {
            return null;
        }

        if (symbol is null)
        {
            return value => Elements(value).Where(element => left.Find(element).Any());
        }

        if (Literal(parts[1]) is not { } right)
        {
            return null;
        }

        return value => Elements(value).Where(element => left.Find(element).Any(found => Compare(found, symbol, right)));
    }

    private static bool Compare(JsonNode? left, string symbol, JsonNode right)
    {
        if (JsonTypes.Of(left) is "integer" or "number" && JsonTypes.Of(right) is "integer" or "number")
        {
            var order = JsonTypes.Float(left!).CompareTo(JsonTypes.Float(right));
            return Holds(order, symbol);
        }

        return (JsonTypes.Text(left), JsonTypes.Text(right)) is ({ } a, { } b)
            ? Holds(string.CompareOrdinal(a, b), symbol)
            : symbol == "==" && JsonNode.DeepEquals(left, right);
    }

    private static bool Holds(int order, string symbol) => symbol switch
    {
        "==" => order == 0,
        "!=" => order != 0,
        ">=" => order >= 0,
        "<=" => order <= 0,
        ">" => order > 0,
        _ => order < 0,
    };

    private static JsonNode? Literal(string text)
    {
        if (Quoted(text) is { } quoted)
        {
            return quoted;
        }

        return text switch
        {
            "true" => true,
            "false" => false,
            _ => double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null,
        };
    }

    private static string? Quoted(string text) =>
        text.Length >= 2 && text[0] is '\'' or '"' && text[^1] == text[0] ? text[1..^1] : null;

    private static IEnumerable<JsonNode?> Elements(JsonNode? value) => value switch
    {
        JsonArray list => list,
        JsonObject map => map.Select(field => field.Value),
        _ => [],
    };

    private static IEnumerable<JsonNode?> Each(JsonNode? value) => Elements(value);

    private static JsonPathStep Field(string name) =>
        value => value is JsonObject map && map.TryGetPropertyValue(name, out var field) ? [field] : [];

    private static JsonPathStep Element(int index) => value =>
    {
        if (value is not JsonArray list)
        {
            return [];
        }

        var at = index < 0 ? list.Count + index : index;
        return at >= 0 && at < list.Count ? [list[at]] : [];
    };
}
