using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Hermes.Kubernetes.Applying;

/// <summary>
/// A desired object as JSON, with the hash of its canonical form (fields in ordinal order, no white space). Both are made when they are first
/// asked for, which must be before the object is changed: most reconciles find by the digest alone that nothing has changed.
/// </summary>
internal sealed class DesiredDocument
{
    private const int HashBytes = 16;

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer)? Scratch;

    private readonly Func<JsonElement> _serialize;
    private JsonElement _root;
    private string? _hash;

    private DesiredDocument(Func<JsonElement> serialize, UInt128 digest) => (_serialize, Digest) = (serialize, digest);

    public JsonElement Root
    {
        get
        {
            Make();
            return _root;
        }
    }

    /// <summary>32 hexadecimal digits.</summary>
    public string Hash
    {
        get
        {
            Make();
            return _hash!;
        }
    }

    /// <summary>
    /// Of the object with its fields as they happen to be ordered: equal for equal objects of the same making. Where it differs, the objects
    /// may still be equal.
    /// </summary>
    public UInt128 Digest { get; }

    public static DesiredDocument From<TEntity>(TEntity entity, JsonTypeInfo<TEntity> contract) =>
        new(() => JsonSerializer.SerializeToElement(entity, contract), DigestOf(entity, contract));

    private static UInt128 DigestOf<TEntity>(TEntity entity, JsonTypeInfo<TEntity> contract)
    {
        var (buffer, writer) = Scratch ??= CreateScratch();
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        JsonSerializer.Serialize(writer, entity, contract);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer.WrittenSpan, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer) CreateScratch()
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        return (buffer, new Utf8JsonWriter(buffer));
    }

    private void Make()
    {
        if (_hash is not null)
        {
            return;
        }

        _root = _serialize();
        var canonical = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(canonical))
        {
            Write(_root, writer);
        }

        _hash = Convert.ToHexStringLower(SHA256.HashData(canonical.WrittenSpan).AsSpan(0, HashBytes));
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
