using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Storage;

/// <summary>JSON as the API server writes it.</summary>
internal static class JsonText
{
    /// <summary>Compact, and with only what JSON demands escaped: the text is for API clients, not for web pages.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
        MaxDepth = 512,
    };

    /// <summary>A value's text as UTF-8.</summary>
    public static byte[] Utf8(JsonNode value)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        Write(buffer, value);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes a value's text.</summary>
    public static void Write(IBufferWriter<byte> buffer, JsonNode value)
    {
        using var writer = new Utf8JsonWriter(buffer, WriterOptions);
        value.WriteTo(writer);
    }

    /// <summary>A value's text, as it stands in messages.</summary>
    public static string Of(JsonNode? value) => value is null ? "null" : System.Text.Encoding.UTF8.GetString(Utf8(value));
}
