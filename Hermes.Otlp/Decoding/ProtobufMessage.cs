using System.Text;
using Google.Protobuf;

namespace Hermes.Otlp.Decoding;

/// <summary>A Protobuf message by field numbers, read without generated code.</summary>
internal sealed class ProtobufMessage
{
    private readonly ILookup<int, object> _fields;

    private ProtobufMessage(ILookup<int, object> fields) => _fields = fields;

    public static ProtobufMessage Parse(byte[] bytes)
    {
        using var input = new CodedInputStream(bytes);
        List<(int Number, object Value)> fields = [];
        while (input.ReadTag() is var tag && tag != 0)
        {
            fields.Add((WireFormat.GetTagFieldNumber(tag), WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => input.ReadUInt64(),
                WireFormat.WireType.Fixed64 => input.ReadFixed64(),
                WireFormat.WireType.Fixed32 => (ulong)input.ReadFixed32(),
                WireFormat.WireType.LengthDelimited => input.ReadBytes().ToByteArray(),
                var other => throw new InvalidDataException($"wire type {other}"),
            }));
        }

        return new ProtobufMessage(fields.ToLookup(field => field.Number, field => field.Value));
    }

    public bool Has(int field) => _fields.Contains(field);

    public IEnumerable<ProtobufMessage> Messages(int field) => _fields[field].Cast<byte[]>().Select(Parse);

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field));

    /// <summary>Empty where the field is not there.</summary>
    public byte[] Bytes(int field) => (byte[]?)_fields[field].LastOrDefault() ?? [];

    /// <summary>0 where the field is not there.</summary>
    public ulong Number(int field) => (ulong)(_fields[field].LastOrDefault() ?? 0UL);

    /// <summary>0 where the field is not there.</summary>
    public double Double(int field) => BitConverter.UInt64BitsToDouble(Number(field));
}
