using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Hermes.DevCluster.Requests;

/// <summary>Reads YAML as JSON, with the scalars of YAML's core schema.</summary>
internal static partial class YamlText
{
    /// <summary>Reads the one document of a text.</summary>
    /// <exception cref="YamlException">It is not YAML.</exception>
    public static JsonNode? Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents.Count == 0 ? null : Read(stream.Documents[0].RootNode);
    }

    private static JsonNode? Read(YamlNode node)
    {
        switch (node)
        {
            case YamlMappingNode map:
                var json = new JsonObject();
                foreach (var (key, value) in map.Children)
                {
                    json[((YamlScalarNode)key).Value ?? ""] = Read(value);
                }

                return json;
            case YamlSequenceNode list:
                return new JsonArray([.. list.Children.Select(Read)]);
            case YamlScalarNode { Style: ScalarStyle.Plain } scalar:
                return Scalar(scalar.Value ?? "");
            default:
                return JsonValue.Create(((YamlScalarNode)node).Value);
        }
    }

    private static JsonValue? Scalar(string text)
    {
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return null;
            case "true" or "True" or "TRUE":
                return JsonValue.Create(true);
            case "false" or "False" or "FALSE":
                return JsonValue.Create(false);
            default:
                break;
        }

        if (!Number().IsMatch(text))
        {
            return JsonValue.Create(text);
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)
            ? JsonValue.Create(integer)
            : JsonValue.Create(double.Parse(text, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
