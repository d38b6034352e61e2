using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Hermes.Kubernetes.Applying;

/// <summary>A desired object as JSON, with the hash of its canonical form (fields in ordinal order, no white space).</summary>
internal sealed class DesiredDocument
{
    private DesiredDocument(JsonElement root, string hash) => (Root, Hash) = (root, hash);

    public JsonElement Root { get; }

    /// <summary>32 hexadecimal digits.</summary>
    public string Hash { get; }

    public static DesiredDocument From<TEntity>(TEntity entity, JsonTypeInfo<TEntity> contract)
    {
        var root = JsonSerializer.SerializeToElement(entity, contract);
        var canonical = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(canonical))
        {
            Write(root, writer);
        }

        return new(root, Convert.ToHexStringLower(SHA256.HashData(canonical.WrittenSpan).AsSpan(0, 16)));
    }

    private static void Write(JsonElement value, Utf8JsonWriter writer)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(property.Name);
                    Write(property.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(item, writer);
                }

                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
