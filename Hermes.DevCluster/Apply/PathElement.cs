using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Apply;

/// <summary>One step of a path into an object, as <c>managedFields</c> spells it.</summary>
internal sealed class PathElement : IEquatable<PathElement>
{
    private readonly string _text;
    private readonly IReadOnlyList<KeyValuePair<string, JsonNode?>> _parts;

    private PathElement(PathElementKind kind, string text, IReadOnlyList<KeyValuePair<string, JsonNode?>> parts) =>
        (Kind, _text, _parts) = (kind, text, parts);

    /// <summary>The order in which field sets are written.</summary>
    public static IComparer<PathElement> Order { get; } = Comparer<PathElement>.Create((left, right) => left.CompareTo(right));

    /// <summary>What the step picks.</summary>
    public PathElementKind Kind { get; }

    /// <summary>The field's name; only of a <see cref="PathElementKind.Field"/>.</summary>
    public string Name => _text[2..];

    /// <summary>A field of an object.</summary>
    public static PathElement Field(string name) => new(PathElementKind.Field, "f:" + name, []);

    /// <summary>An element of a set.</summary>
    public static PathElement Value(JsonNode? value) =>
        new(PathElementKind.Value, "v:" + JsonScalar.Text(value), [new("", value)]);

    /// <summary>An element of a map list.</summary>
    public static PathElement Key(IEnumerable<KeyValuePair<string, JsonNode?>> keys)
    {
        KeyValuePair<string, JsonNode?>[] sorted = [.. keys.OrderBy(key => key.Key, StringComparer.Ordinal)];
        var pairs = sorted.Select(key => $"\"{key.Key}\":{JsonScalar.Text(key.Value)}");
        return new(PathElementKind.Key, $"k:{{{string.Join(',', pairs)}}}", sorted);
    }

    /// <summary>An element by position.</summary>
    public static PathElement Index(int index) =>
        new(PathElementKind.Index, "i:" + index.ToString(CultureInfo.InvariantCulture), [new("", JsonValue.Create(index))]);

    /// <summary>Reads a key of FieldsV1; null for one that cannot be read.</summary>
    public static PathElement? Parse(string text)
    {
        if (text.Length < 2 || text[1] != ':')
        {
            return null;
        }

        var rest = text[2..];
        try
        {
            return text[0] switch
            {
                'f' => Field(rest),
                'v' => Value(ParseJson(rest)),
                'k' when ParseJson(rest) is JsonObject keys => Key(keys),
                'i' when int.TryParse(rest, CultureInfo.InvariantCulture, out var index) => Index(index),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The key of FieldsV1.</summary>
    public string ToFieldsV1() => _text;

    /// <summary>The step as conflicts print it.</summary>
    public override string ToString() => Kind switch
    {
        PathElementKind.Field => "." + Name,
        PathElementKind.Key => $"[{string.Join(',', _parts.Select(part => $"{part.Key}={JsonScalar.Text(part.Value)}"))}]",
        PathElementKind.Value => $"[={_text[2..]}]",
        _ => $"[{_text[2..]}]",
    };

    /// <inheritdoc/>
    public bool Equals(PathElement? other) => other is not null && _text == other._text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PathElement);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    private static JsonNode? ParseJson(string text) => JsonNode.Parse(text, documentOptions: new() { AllowDuplicateProperties = false });

    private int CompareTo(PathElement other)
    {
        if (Kind != other.Kind)
        {
            return Kind.CompareTo(other.Kind);
        }

        if (Kind == PathElementKind.Field)
        {
            return string.CompareOrdinal(_text, other._text);
        }

        foreach (var (mine, theirs) in _parts.Zip(other._parts))
        {
            var byName = string.CompareOrdinal(mine.Key, theirs.Key);
            var order = byName != 0 ? byName : JsonScalar.Compare(mine.Value, theirs.Value);
            if (order != 0)
            {
                return order;
            }
        }

        return _parts.Count.CompareTo(other._parts.Count);
    }
}
