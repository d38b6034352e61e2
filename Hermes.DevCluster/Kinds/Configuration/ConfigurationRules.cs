using System.Text;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds.Rules;
using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Kinds.Configuration;

/// <summary>Defaults and rules of ConfigMaps, and what Secrets share with them.</summary>
internal static class ConfigurationRules
{
    /// <summary>The most that an object holds.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>Refuses <c>binaryData</c> that is not base64.</summary>
    public static void FillConfigMap(JsonObject map) => CheckBase64(map, "binaryData", "ConfigMap");

    public static IEnumerable<FieldError> ConfigMap(JsonObject value, JsonObject? old)
    {
        var faults = new FaultList();
        CheckImmutable(faults, value, old, "data", "binaryData");
        var size = 0L;
        foreach (var field in (string[])["data", "binaryData"])
        {
            foreach (var (key, entry) in value.ObjectAt(field) ?? [])
            {
                faults.Each($"{field}[{key}]", key, Names.DataKey(key));
                if (field == "data" && value.ObjectAt("binaryData")?.ContainsKey(key) == true)
                {
                    faults.Invalid($"data[{key}]", key, "duplicate of key present in binaryData");
                }

                size += Encoding.UTF8.GetByteCount(entry.TextAt() ?? "");
            }
        }

        if (size > MostBytes)
        {
            faults.TooLong("", MostBytes);
        }

        return faults.All;
    }

    /// <summary>An object that has been made immutable stays so, and so do its fields.</summary>
    public static void CheckImmutable(FaultList faults, JsonObject value, JsonObject? old, params ReadOnlySpan<string> fields)
    {
        if (old.FlagAt("immutable") != true)
        {
            return;
        }

        if (value.FlagAt("immutable") != true)
        {
            faults.Forbidden("immutable", "field is immutable when `immutable` is set");
        }

        foreach (var field in fields)
        {
            if (!JsonNode.DeepEquals(value[field], old.At(field)))
            {
                faults.Forbidden(field, "field is immutable when `immutable` is set");
            }
        }
    }

    /// <summary>Refuses a field whose entries are not all base64.</summary>
    public static void CheckBase64(JsonObject value, string field, string kind)
    {
        foreach (var (_, entry) in value.ObjectAt(field) ?? [])
        {
            var text = entry.TextAt() ?? "";
            if (!Convert.TryFromBase64String(text, new byte[(text.Length / 4 * 3) + 3], out _))
            {
                throw new ApiException(
                    400,
                    "BadRequest",
                    $"{kind} in version \"v1\" cannot be handled as a {kind}: illegal base64 data at input byte {FirstIllegal(text)}");
            }
        }
    }

    private static int FirstIllegal(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(text[i]) && text[i] is not ('+' or '/' or '='))
            {
                return i;
            }
        }

        return text.Length;
    }
}
