using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Requests.Protobuf;
using Hermes.DevCluster.Storage;
using YamlDotNet.Core;

namespace Hermes.DevCluster.Requests;

/// <summary>Reads the object that a request carries.</summary>
internal static class RequestBody
{
    private const int MaxShown = 1024;

    /// <summary>The media type of a <c>Content-Type</c>, without its parameters; JSON where none is given.</summary>
    public static string MediaType(string contentType)
    {
        var end = contentType.IndexOf(';', StringComparison.Ordinal);
        var type = (end < 0 ? contentType : contentType[..end]).Trim();
        return type.Length == 0 ? "application/json" : type.ToLowerInvariant();
    }

    /// <summary>Reads an object of a kind, and fills in or checks its apiVersion and kind.</summary>
    /// <param name="request">The request.</param>
    /// <param name="row">The kind of the path.</param>
    /// <param name="write">Gets the repeated fields.</param>
    public static JsonObject Object(ApiRequest request, KindRow row, WriteOptions write)
    {
        var node = MediaType(request.ContentType) switch
        {
            "application/json" => Json(request, row.Kind, write.Duplicates),
            "application/yaml" => Yaml(request, row.Kind),
            ProtobufText.MediaType when !row.Custom && ProtobufText.Parse(request.Body.Span) is { } read => read,
            _ => throw ApiErrors.UnsupportedMediaType("application/json", "application/yaml", ProtobufText.MediaType),
        };
        var value = node as JsonObject
            ?? throw Unrecognized(request.Body.Span, row.Kind, "couldn't get version/kind; json parse error: the body is no object");
        CheckKind(value, row);
        return value;
    }

    /// <summary>Reads a patch; a server-side apply may be YAML.</summary>
    public static JsonNode? Patch(ApiRequest request, string mediaType, ICollection<string> duplicates)
    {
        try
        {
            return mediaType == "application/apply-patch+yaml" && !LooksLikeJson(request.Body.Span)
                ? YamlText.Parse(Encoding.UTF8.GetString(request.Body.Span))
                : JsonTree.Parse(request.Body.Span, duplicates);
        }
        catch (Exception exception) when (exception is JsonException or YamlException or InvalidCastException)
        {
            if (exception is not JsonException)
            {
                throw ApiErrors.BadRequest($"error decoding YAML: error converting YAML to JSON: {InYamlWords(exception)}");
            }

            var why = JsonFault.Of(request.Body.Span);
            throw ApiErrors.BadRequest(mediaType == Patching.StrategicType ? why : $"error decoding patch: {why}");
        }
    }

    /// <summary>Reads the options of a delete; nothing where there is no body.</summary>
    public static JsonObject? Options(ApiRequest request)
    {
        if (request.Body.IsEmpty)
        {
            return null;
        }

        return MediaType(request.ContentType) == ProtobufText.MediaType
            ? ProtobufText.Parse(request.Body.Span) ?? throw ApiErrors.UnsupportedMediaType("application/json", "application/yaml", ProtobufText.MediaType)
            : Json(request, "DeleteOptions", []) as JsonObject;
    }

    private static void CheckKind(JsonObject value, KindRow row)
    {
        var expected = row.Group.Length == 0 ? row.Version : $"{row.Group}/{row.Version}";
        var kind = value.Text("kind") ?? "";
        var apiVersion = value.Text("apiVersion") ?? "";
        if (kind.Length == 0 && row.Custom)
        {
            throw ApiErrors.BadRequest($"Object 'Kind' is missing in '{Shown(JsonText.Utf8(value))}'");
        }

        if (apiVersion.Length > 0 && apiVersion != expected)
        {
            throw ApiErrors.BadRequest(
                $"the API version in the data ({apiVersion}) does not match the expected API version ({expected})");
        }

        if (kind.Length > 0 && kind != row.Kind && !row.Custom)
        {
            var internalPackage = row.Group.Length == 0 ? "core" : row.Group.Split('.')[0];
            throw ApiErrors.BadRequest(
                $"{kind} in version \"{row.Version}\" cannot be handled as a {row.Kind}: converting ({row.Version}.{kind}) to ({internalPackage}.{row.Kind}): unknown conversion");
        }

        value["apiVersion"] = expected;
        value["kind"] = kind.Length > 0 ? kind : row.Kind;
    }

    private static JsonNode? Json(ApiRequest request, string kind, ICollection<string> duplicates)
    {
        try
        {
            return JsonTree.Parse(request.Body.Span, duplicates);
        }
        catch (JsonException)
        {
            throw Unrecognized(
                request.Body.Span,
                kind,
                $"couldn't get version/kind; json parse error: {JsonFault.Of(request.Body.Span)}");
        }
    }

    private static JsonNode? Yaml(ApiRequest request, string kind)
    {
        try
        {
            return YamlText.Parse(Encoding.UTF8.GetString(request.Body.Span));
        }
        catch (Exception exception) when (exception is YamlException or InvalidCastException)
        {
            throw Unrecognized(request.Body.Span, kind, InYamlWords(exception));
        }
    }

    private static ApiException Unrecognized(ReadOnlySpan<byte> body, string kind, string why) =>
        ApiErrors.BadRequest($"the object provided is unrecognized (must be of type {kind}): {why} ({Shown(body)})");

    /// <summary>A body in a message: JSON as text, anything else in hexadecimal digits.</summary>
    private static string Shown(ReadOnlySpan<byte> body)
    {
        var start = body.Length > MaxShown ? body[..MaxShown] : body;
        var rest = body.Length > MaxShown ? " ..." : "";
        return body switch
        {
            [] => "<empty>",
            [(byte)'{', ..] => Encoding.UTF8.GetString(start) + rest,
            _ => Convert.ToHexStringLower(start) + rest,
        };
    }

    // Go's YAML reader and this one descend from the same parser: the words are the same behind the place.
    private static string InYamlWords(Exception exception)
    {
        var words = exception.Message.TrimEnd('.');
        var comma = words.LastIndexOf(", ", StringComparison.Ordinal);
        words = comma < 0 ? words : words[(comma + 2)..];
        // It counts lines from zero, and leaves the first out.
        return exception is YamlException { Start.Line: > 1 } fault
            ? $"yaml: line {(fault.Start.Line - 1).ToString(CultureInfo.InvariantCulture)}: {words}"
            : $"yaml: {words}";
    }

    private static bool LooksLikeJson(ReadOnlySpan<byte> body)
    {
        var trimmed = body.TrimStart(" \t\r\n"u8);
        return !trimmed.IsEmpty && trimmed[0] is (byte)'{' or (byte)'[';
    }
}
