using System.Text.Json;

namespace Hermes.DevCluster.Requests;

/// <summary>encoding/json's words for the commonest faults of a text; clients show them to people, nobody parses them.</summary>
internal static class JsonFault
{
    /// <summary>What is wrong with a text that is no JSON.</summary>
    public static string Of(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, isFinalBlock: true, default);
        var last = JsonTokenType.None;
        try
        {
            while (reader.Read())
            {
                last = reader.TokenType;
            }

            return "unexpected end of JSON input";
        }
        catch (JsonException)
        {
            var rest = body[(int)reader.BytesConsumed..].TrimStart(" \t\r\n,:"u8);
            if (rest.IsEmpty || (rest[0] == (byte)'"' && rest[1..].IndexOf((byte)'"') < 0))
            {
                return "unexpected end of JSON input";
            }

            var place = last switch
            {
                JsonTokenType.StartObject => "looking for beginning of object key string",
                JsonTokenType.PropertyName or JsonTokenType.None or JsonTokenType.StartArray => "looking for beginning of value",
                _ => "after object key:value pair",
            };
            return $"invalid character '{(char)rest[0]}' {place}";
        }
    }
}
