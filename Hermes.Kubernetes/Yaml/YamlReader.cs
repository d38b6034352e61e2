using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Hermes.Kubernetes.Yaml;

/// <summary>Reads manifests as kubectl does: YAML or JSON, any number of documents, into JSON.</summary>
/// <remarks>
/// Guarantees: a plain scalar becomes what kubectl makes of it (YAML 1.1: <c>yes</c> is a boolean and <c>0777</c> an octal number); a
/// key that appears twice is refused; aliases and merge keys are resolved within bounds, so that no text of a few lines grows without
/// end. Documents that hold nothing are left out.
/// </remarks>
public static class YamlReader
{
    private const char ByteOrderMark = '\uFEFF';

    private static readonly JsonReaderOptions JsonStream = new() { AllowMultipleValues = true, MaxDepth = YamlComposer.MaxDepth };

    private static readonly JsonDocumentOptions StrictJson = new() { AllowDuplicateProperties = false, MaxDepth = YamlComposer.MaxDepth };

    /// <summary>Reads every document of a text.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="YamlSyntaxException">The text is not well-formed; the exception names the line.</exception>
    public static IReadOnlyList<YamlDocument> Read(string text)
    {
        text = text.TrimStart(ByteOrderMark);
        // JSON first: YAML covers it, but for tabs and for values that follow each other without a separator.
        if (text.AsSpan().TrimStart(" \t\r\n") is ['{', ..] && TryReadJson(text) is { } documents)
        {
            return documents;
        }

        using var reader = new StringReader(text);
        var scanner = new Scanner(reader);
        try
        {
            return ReadYaml(new Parser(scanner));
        }
        catch (YamlException exception)
        {
            // A tab is reported at the start of what it stands in.
            var at = exception.Message.Contains("invalid tab", StringComparison.Ordinal) ? scanner.CurrentPosition : exception.Start;
            throw new YamlSyntaxException((int)at.Line, Reason(exception), exception);
        }
        catch (InvalidOperationException exception)
        {
            // So says the scanner of YamlDotNet 18.1 where a plain scalar of a flow collection is not indented.
            throw new YamlSyntaxException(
                (int)scanner.CurrentPosition.Line, "a value within [] or {} must be indented more than its key", exception);
        }
    }

    private static List<YamlDocument>? TryReadJson(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, JsonStream);
        var documents = new List<YamlDocument>();
        try
        {
            while (reader.Read())
            {
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                var line = 1 + bytes.AsSpan(0, start).Count((byte)'\n');
                if (JsonNode.Parse(bytes.AsSpan(start, (int)reader.BytesConsumed - start), null, StrictJson) is { } content)
                {
                    documents.Add(new YamlDocument(line, content));
                }
            }
        }
        catch (JsonException)
        {
            // Perhaps YAML's flow style; if not, the YAML parser knows the line as well.
            return null;
        }

        return documents;
    }

    private static List<YamlDocument> ReadYaml(Parser parser)
    {
        var documents = new List<YamlDocument>();
        parser.Consume<StreamStart>();
        while (!parser.Accept<StreamEnd>(out _))
        {
            parser.Consume<DocumentStart>();
            var line = (int)parser.Current!.Start.Line;
            if (new YamlComposer(parser).Compose() is { } content)
            {
                documents.Add(new YamlDocument(line, content));
            }

            parser.Consume<DocumentEnd>();
        }

        return documents;
    }

    private static string Reason(YamlException exception)
    {
        // The parser's own messages start with its marks: "(Line: 2, Col: 1, Idx: 9) - (Line: 2, Col: 4, Idx: 12): While …".
        var message = exception.Message;
        var end = message.StartsWith('(') ? message.IndexOf("): ", StringComparison.Ordinal) : -1;
        return end < 0 ? message : message[(end + 3)..];
    }
}
