using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Storage;

/// <summary>
/// One version of an object, immutable. It is kept as its JSON text with an index (a few bytes a token, where a tree of nodes takes ten
/// times the text); every answer and every watch writes the same text.
/// </summary>
internal sealed class StoredObject
{
    private readonly JsonElement _text;
    private readonly int _untyped;

    private StoredObject(JsonElement text, int untyped, long revision)
    {
        _text = text;
        _untyped = untyped;
        Value = JsonObject.Create(text)!;
        Revision = revision;
    }

    /// <summary>The object as nodes, made where they are looked at. Shared: never change it.</summary>
    public JsonObject Value { get; }

    /// <summary>The resourceVersion as a number.</summary>
    public long Revision { get; }

    /// <summary>The JSON text.</summary>
    public ReadOnlySpan<byte> Utf8 => JsonMarshal.GetRawUtf8Value(_text);

    /// <summary>The JSON text from behind the brace, the apiVersion and the kind: what follows a brace where an item names no type.</summary>
    public ReadOnlySpan<byte> UntypedUtf8 => Utf8[_untyped..];

    /// <summary><c>metadata.uid</c>.</summary>
    public string Uid => Value.Metadata().Text("uid") ?? "";

    /// <summary>The object's place.</summary>
    public ObjectKey Key => new(Value.Metadata().Text("namespace") ?? "", Value.Metadata().Text("name") ?? "");

    /// <summary>Writes the revision into an object, and freezes it.</summary>
    public static StoredObject Freeze(JsonObject value, long revision)
    {
        value.Metadata()["resourceVersion"] = revision.ToString(CultureInfo.InvariantCulture);
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var writer = new Utf8JsonWriter(buffer, JsonText.WriterOptions);
        writer.WriteStartObject();
        writer.WriteString("apiVersion", value.Text("apiVersion"));
        writer.WriteString("kind", value.Text("kind"));
        writer.Flush();
        var untyped = buffer.WrittenCount + 1;
        writer.WritePropertyName("metadata");
        WriteMetadata(writer, value.Metadata());
        foreach (var (name, field) in value)
        {
            if (name is not ("apiVersion" or "kind" or "metadata"))
            {
                WriteField(writer, name, field);
            }
        }

        writer.WriteEndObject();
        writer.Flush();
        return new StoredObject(JsonElement.Parse(buffer.WrittenSpan), untyped, revision);
    }

    /// <summary>A copy that may be changed.</summary>
    public JsonObject Copy() => Value.DeepClone().AsObject();

    // In the order of ObjectMeta's declaration, as the real server writes it.
    private static void WriteMetadata(Utf8JsonWriter writer, JsonObject metadata)
    {
        writer.WriteStartObject();
        foreach (var name in ObjectMetaSchema.Value.Properties.Keys)
        {
            if (metadata.TryGetPropertyValue(name, out var field))
            {
                WriteField(writer, name, field);
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter writer, string name, JsonNode? field)
    {
        writer.WritePropertyName(name);
        if (field is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            field.WriteTo(writer);
        }
    }
}
