using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Hermes.Kubernetes.Yaml;

/// <summary>Makes one document's events into JSON.</summary>
internal sealed class YamlComposer(IParser parser)
{
    /// <summary>As deep as System.Text.Json reads by default: what is read here can be deserialized.</summary>
    public const int MaxDepth = 64;

    private const int MaxCopiedNodes = 100_000;
    private const string MergeKey = "<<";

    private readonly Dictionary<AnchorName, JsonNode?> _anchors = [];
    private int _depth;
    private int _copiedNodes;

    /// <summary>Reads the node that the parser stands at, and all below it.</summary>
    public JsonNode? Compose()
    {
        if (++_depth > MaxDepth)
        {
            throw Fault($"nested deeper than {MaxDepth} levels");
        }

        try
        {
            return parser.Current switch
            {
                Scalar scalar => Take(scalar),
                MappingStart mapping => ComposeMapping(mapping),
                SequenceStart sequence => ComposeSequence(sequence),
                AnchorAlias alias => Expand(alias),
                _ => throw Fault("no value where one is expected"),
            };
        }
        finally
        {
            _depth--;
        }
    }

    private JsonNode? Take(Scalar scalar)
    {
        JsonNode? value;
        try
        {
            value = YamlScalar.ToJson(scalar);
        }
        catch (FormatException exception)
        {
            throw Fault(exception.Message);
        }

        parser.MoveNext();
        Remember(scalar.Anchor, value);
        return value;
    }

    private JsonArray ComposeSequence(SequenceStart start)
    {
        parser.MoveNext();
        var array = new JsonArray();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            array.Add(Compose());
        }

        Remember(start.Anchor, array);
        return array;
    }

    private JsonObject ComposeMapping(MappingStart start)
    {
        parser.MoveNext();
        var mapping = new JsonObject();
        var merged = new List<JsonObject>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var at = parser.Current!.Start;
            var isMerge = parser.Current is Scalar { Value: MergeKey, Style: ScalarStyle.Plain };
            var key = ComposeKey();
            if (isMerge)
            {
                merged.AddRange(Merged(Compose(), at));
            }
            else if (mapping.ContainsKey(key))
            {
                throw Fault(at, $"key \"{key}\" appears twice");
            }
            else
            {
                mapping.Add(key, Compose());
            }
        }

        // A key of the mapping's own wins over a merged one, and an earlier mapping over a later.
        foreach (var (key, value) in merged.SelectMany(source => source))
        {
            if (!mapping.ContainsKey(key))
            {
                mapping.Add(key, Copy(value));
            }
        }

        Remember(start.Anchor, mapping);
        return mapping;
    }

    private string ComposeKey()
    {
        var at = parser.Current!.Start;
        return Compose() switch
        {
            JsonValue value when value.GetValueKind() is System.Text.Json.JsonValueKind.String => value.GetValue<string>(),
            // As JSON wants it: a number or boolean becomes its text.
            JsonValue value => value.ToJsonString(),
            _ => throw Fault(at, "a key must be a string"),
        };
    }

    private static IEnumerable<JsonObject> Merged(JsonNode? value, Mark at) => value switch
    {
        JsonObject mapping => [mapping],
        JsonArray array when array.All(item => item is JsonObject) => array.Cast<JsonObject>(),
        _ => throw Fault(at, $"{MergeKey} must be given mappings"),
    };

    private JsonNode? Expand(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value, out var value))
        {
            throw Fault($"alias *{alias.Value} has no anchor before it");
        }

        var copy = Copy(value);
        parser.MoveNext();
        return copy;
    }

    private JsonNode? Copy(JsonNode? value)
    {
        _copiedNodes += Size(value);
        return _copiedNodes <= MaxCopiedNodes ? value?.DeepClone() : throw Fault("aliases repeat too much");
    }

    private int Size(JsonNode? value) => 1 + value switch
    {
        JsonObject mapping => mapping.Sum(entry => Size(entry.Value)),
        JsonArray array => array.Sum(Size),
        _ => 0,
    };

    private void Remember(AnchorName anchor, JsonNode? value)
    {
        if (!anchor.IsEmpty)
        {
            _anchors[anchor] = value;
        }
    }

    private YamlSyntaxException Fault(string message) => Fault(parser.Current!.Start, message);

    private static YamlSyntaxException Fault(Mark at, string message) => new((int)at.Line, message);
}
