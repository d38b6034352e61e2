using System.Text;
using System.Text.Json.Nodes;
using Hermes.Kubernetes.Yaml;

namespace Hermes.Operator.Commands;

/// <summary>A file of manifests: its documents, or why it has none.</summary>
internal sealed record ManifestFile
{
    /// <summary>What stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Far more than any object that an API server takes.</summary>
    private const int MaxBytes = 16 * 1024 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    /// <summary>As messages name it.</summary>
    public required string Name { get; init; }

    /// <summary>The objects, those of a List one by one.</summary>
    public IReadOnlyList<JsonNode> Documents { get; private init; } = [];

    /// <summary>Why nothing could be read; null where something was.</summary>
    public string? Fault { get; private init; }

    /// <param name="path">The file's path, or <see cref="StandardInput"/>.</param>
    /// <param name="input">Standard input.</param>
    public static ManifestFile Read(string path, Stream input)
    {
        var file = new ManifestFile { Name = path == StandardInput ? "stdin" : path };
        try
        {
            var documents = YamlReader.Read(ReadText(path, input)).SelectMany(document => Unpack(document.Content)).ToList();
            return documents.Count > 0 ? file with { Documents = documents } : file with { Fault = "has no object in it" };
        }
        catch (YamlSyntaxException exception)
        {
            return file with { Fault = $"line {exception.Line}: {exception.Message}" };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return file with { Fault = Reason(exception, path) };
        }
    }

    private static string ReadText(string path, Stream input)
    {
        using var file = path == StandardInput ? null : File.OpenRead(path);
        using var limited = new MemoryStream();
        var source = file ?? input;
        var buffer = new byte[64 * 1024];
        while (source.Read(buffer) is > 0 and var read)
        {
            limited.Write(buffer, 0, read);
            if (limited.Length > MaxBytes)
            {
                throw new IOException($"is larger than {MaxBytes / 1024 / 1024} MiB");
            }
        }

        return Utf8.GetString(limited.GetBuffer(), 0, (int)limited.Length);
    }

    private static IEnumerable<JsonNode> Unpack(JsonNode content) =>
        content is JsonObject list && list["kind"]?.ToJsonString() == "\"List\"" && list["items"] is JsonArray items
            ? items.OfType<JsonNode>()
            : [content];

    private static string Reason(Exception exception, string path) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => "no such file",
        UnauthorizedAccessException when Directory.Exists(path) => "is a directory",
        UnauthorizedAccessException => "permission denied",
        DecoderFallbackException => "is not UTF-8 text",
        _ => exception.Message,
    };
}
