using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Requests.Protobuf;

/// <summary>
/// Reads objects in Kubernetes' protobuf encoding. Go writes fields that JSON leaves out (empty strings, zeros): they are dropped. What
/// this server does not know is passed over where it is empty, and makes the body unreadable where it is not.
/// </summary>
internal static class ProtobufText
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/vnd.kubernetes.protobuf";

    private const long FirstSecond = -62135596800;

    /// <summary>Reads an object.</summary>
    /// <returns>Null where it holds what this server cannot read.</returns>
    public static JsonObject? Parse(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith("k8s\0"u8))
        {
            return null;
        }

        try
        {
            var envelope = Read(body[4..], Envelope) ?? [];
            var type = envelope["typeMeta"] as JsonObject;
            var (apiVersion, kind) = (type?["apiVersion"]?.GetValue<string>() ?? "", type?["kind"]?.GetValue<string>() ?? "");
            var raw = Convert.FromBase64String(envelope["raw"]?.GetValue<string>() ?? "");
            if (Messages.Of(apiVersion, kind) is not { } message || Read(raw, message) is not { } value)
            {
                return null;
            }

            value["apiVersion"] = apiVersion;
            value["kind"] = kind;
            return value;
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or FormatException or DecoderFallbackException)
        {
            return null;
        }
    }

    private static Message Envelope { get; } = new(
        new(1, "typeMeta", FieldKind.Message) { Message = new Message(new Field(1, "apiVersion"), new Field(2, "kind")) },
        new(2, "raw", FieldKind.Bytes));

    private static JsonObject? Read(ReadOnlySpan<byte> bytes, Message message)
    {
        var value = new JsonObject();
        while (!bytes.IsEmpty)
        {
            var tag = Varint(ref bytes);
            var number = (ulong)0;
            ReadOnlySpan<byte> content = [];
            switch (tag & 7)
            {
                case 0:
                    number = Varint(ref bytes);
                    break;
                case 2:
                    var length = checked((int)Varint(ref bytes));
                    content = bytes[..length];
                    bytes = bytes[length..];
                    break;
                case 1:
                    number = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
                    bytes = bytes[8..];
                    break;
                default:
                    return null;
            }

            if (message.Find((int)(tag >> 3)) is { } field)
            {
                if (!Put(value, field, content, number))
                {
                    return null;
                }
            }
            else if (!IsEmpty(content) || number != 0)
            {
                return null;
            }
        }

        return value;
    }

    private static bool Put(JsonObject value, Field field, ReadOnlySpan<byte> content, ulong number)
    {
        switch (field.Kind)
        {
            case FieldKind.TextMap or FieldKind.BytesMap or FieldKind.QuantityMap:
                var kind = field.Kind switch
                {
                    FieldKind.TextMap => FieldKind.Text,
                    FieldKind.BytesMap => FieldKind.Bytes,
                    _ => FieldKind.Quantity,
                };
                if (Read(content, new Message(new Field(1, "key"), new Field(2, "value", kind))) is not { } entry)
                {
                    return false;
                }

                var map = value[field.Name] as JsonObject ?? [];
                map[entry["key"]?.GetValue<string>() ?? ""] = entry["value"]?.GetValue<string>() ?? "";
                value[field.Name] = map;
                return true;
            case FieldKind.Message when Read(content, field.Message!) is { } inner:
                if (field.Repeated)
                {
                    Append(value, field.Name, inner);
                }
                else if (inner.Count > 0)
                {
                    value[field.Name] = inner;
                }

                return true;
            case FieldKind.Inline when Read(content, field.Message!) is { } embedded:
                foreach (var (name, part) in embedded)
                {
                    value[name] = part?.DeepClone();
                }

                return true;
            case FieldKind.Message or FieldKind.Inline:
                return false;
            default:
                var scalar = Scalar(field, content, number);
                if (field.Repeated)
                {
                    Append(value, field.Name, scalar ?? JsonValue.Create(""));
                }
                else if (scalar is not null)
                {
                    value[field.Name] = scalar;
                }

                return true;
        }
    }

    private static JsonValue? Scalar(Field field, ReadOnlySpan<byte> content, ulong number) => field.Kind switch
    {
        FieldKind.Text when !content.IsEmpty => JsonValue.Create(Encoding.UTF8.GetString(content)),
        FieldKind.Bytes when !content.IsEmpty => JsonValue.Create(Convert.ToBase64String(content)),
        FieldKind.Integer when number != 0 || field.KeepsZero => JsonValue.Create((long)number),
        FieldKind.Boolean when number != 0 || field.KeepsZero => JsonValue.Create(number != 0),
        FieldKind.Quantity => Quantity(content),
        FieldKind.Time => Time(content),
        FieldKind.IntOrString => IntOrString(content, field.KeepsZero),
        _ => null,
    };

    private static JsonValue? Quantity(ReadOnlySpan<byte> content) =>
        Read(content, new Message(new Field(1, "text")))?["text"]?.GetValue<string>() is { } text ? JsonValue.Create(text) : null;

    private static JsonValue? Time(ReadOnlySpan<byte> content)
    {
        var seconds = Read(content, new Message(new(1, "seconds", FieldKind.Integer), new(2, "nanos", FieldKind.Integer)))?["seconds"]?.GetValue<long>();
        return seconds is null or FirstSecond
            ? null
            : JsonValue.Create(DateTimeOffset.FromUnixTimeSeconds(seconds.Value).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
    }

    private static JsonValue? IntOrString(ReadOnlySpan<byte> content, bool keepsZero)
    {
        var parts = Read(content, new Message(new(1, "type", FieldKind.Integer), new(2, "int", FieldKind.Integer), new(3, "text")));
        return parts?["type"]?.GetValue<long>() == 1
            ? JsonValue.Create(parts["text"]?.GetValue<string>() ?? "")
            : (parts?["int"]?.GetValue<long>() ?? (keepsZero ? 0 : null)) is { } number ? JsonValue.Create(number) : null;
    }

    private static void Append(JsonObject value, string name, JsonNode item)
    {
        if (value[name] is not JsonArray list)
        {
            value[name] = list = [];
        }

        list.Add(item);
    }

    // A message all of whose fields are empty is as good as absent: Go writes structs that are not pointers in any case.
    private static bool IsEmpty(ReadOnlySpan<byte> content)
    {
        try
        {
            return content.IsEmpty || Read(content, new Message()) is not null;
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException)
        {
            return false;
        }
    }

    private static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = bytes[..1][0];
            bytes = bytes[1..];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw new FormatException("A number is longer than ten bytes.");
    }
}
