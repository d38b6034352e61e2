using System.Text.Json;
using System.Text.Json.Serialization;
using CommunityToolkit.HighPerformance.Buffers;

namespace Hermes.Kubernetes.Client;

/// <summary>
/// Reads strings so that equal ones are one object as far as possible. Objects of a kind are alike: most of what a cache of them holds are the same
/// keys, values and names again and again.
/// </summary>
/// <remarks>Guarantees: thread-safe; what it holds is bounded, the least recently used strings give way.</remarks>
internal sealed class PooledStringConverter : JsonConverter<string>
{
    /// <summary>In characters. Longer ones are messages and the like, which hardly repeat.</summary>
    private const int LongestPooled = 128;

    private const int PoolSize = 4096;

    private readonly StringPool _pool = new(PoolSize);

    /// <inheritdoc/>
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    /// <inheritdoc/>
    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader)!;

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);

    private string? Read(ref Utf8JsonReader reader)
    {
        // UTF-8 has at least as many bytes as UTF-16 has characters, escaped or not.
        var bytes = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (bytes > LongestPooled || reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
        {
            return reader.GetString();
        }

        Span<char> text = stackalloc char[LongestPooled];
        return _pool.GetOrAdd(text[..reader.CopyString(text)]);
    }
}
