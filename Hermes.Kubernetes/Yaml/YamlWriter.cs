using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Hermes.Kubernetes.Yaml;

/// <summary>Writes JSON as YAML, in the form that kubectl prints: keys sorted, lists not indented, strings quoted where they must be.</summary>
/// <remarks>Guarantees: equal JSON gives equal text, and <see cref="YamlReader"/> reads the same JSON back.</remarks>
public static class YamlWriter
{
    private static readonly EmitterSettings Settings = new EmitterSettings().WithBestWidth(int.MaxValue).WithNewLine("\n");

    /// <summary>Writes one document, without a separator; the text ends with a line feed.</summary>
    /// <param name="node">The content.</param>
    public static string Write(JsonNode? node)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text, Settings);
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(emitter, node);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Emit(Emitter emitter, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject mapping:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Block));
                foreach (var (key, value) in mapping.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                {
                    EmitString(emitter, key);
                    Emit(emitter, value);
                }

                emitter.Emit(new MappingEnd());
                break;
            case JsonArray array:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Block));
                foreach (var item in array)
                {
                    Emit(emitter, item);
                }

                emitter.Emit(new SequenceEnd());
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                EmitString(emitter, Text(value));
                break;
            default:
                emitter.Emit(Scalar(node?.ToJsonString() ?? "null", ScalarStyle.Plain));
                break;
        }
    }

    private static string Text(JsonValue value)
    {
        if (value.TryGetValue<string>(out var text))
        {
            return text;
        }

        // A time or an identifier, which JSON writes as a string.
        using var document = JsonDocument.Parse(value.ToJsonString());
        return document.RootElement.GetString()!;
    }

    private static void EmitString(Emitter emitter, string text)
    {
        // Plain is a wish: the emitter quotes what YAML's syntax does not allow plainly.
        var style = text switch
        {
            _ when YamlScalar.NeedsQuotes(text) => ScalarStyle.DoubleQuoted,
            _ when IsLiteral(text) => ScalarStyle.Literal,
            _ when text.Any(char.IsControl) => ScalarStyle.DoubleQuoted,
            _ => ScalarStyle.Plain,
        };
        emitter.Emit(Scalar(text, style));
    }

    /// <summary>Lines that a block shows as they are; one that starts with a space would need an indentation indicator.</summary>
    private static bool IsLiteral(string text) =>
        text.Contains('\n', StringComparison.Ordinal) && text[0] is not (' ' or '\n')
        && !text.Any(character => char.IsControl(character) && character != '\n')
        && text.Split('\n').All(line => line.Length == 0 || line[^1] != ' ');

    private static Scalar Scalar(string text, ScalarStyle style) =>
        new(AnchorName.Empty, TagName.Empty, text, style, isPlainImplicit: true, isQuotedImplicit: true);
}
