using System.Globalization;

namespace Hermes.Otlp.Decoding;

/// <summary>Attributes and their values as text.</summary>
internal static class AttributeText
{
    /// <summary>The attributes in a field of a message, by name; of one that is given twice the last.</summary>
    public static IReadOnlyDictionary<string, string> Read(ProtobufMessage? message, int field)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in message?.Messages(field) ?? [])
        {
            attributes[pair.Text(1)] = Of(pair.Messages(2).SingleOrDefault());
        }

        return attributes;
    }

    /// <summary>An <c>AnyValue</c>; empty where there is none.</summary>
    public static string Of(ProtobufMessage? value)
    {
        if (value is null)
        {
            return "";
        }

        return value.Has(2) ? (value.Number(2) != 0 ? "true" : "false")
            : value.Has(3) ? ((long)value.Number(3)).ToString(CultureInfo.InvariantCulture)
            : value.Has(4) ? value.Double(4).ToString(CultureInfo.InvariantCulture)
            : value.Has(5) ? $"[{string.Join(", ", value.Messages(5).SelectMany(list => list.Messages(1)).Select(Of))}]"
            : value.Has(6) ? $"{{{string.Join(", ", value.Messages(6).SelectMany(map => Read(map, 1)).Select(pair => $"{pair.Key}: {pair.Value}"))}}}"
            : value.Has(7) ? Convert.ToHexStringLower(value.Bytes(7))
            : value.Text(1);
    }
}
