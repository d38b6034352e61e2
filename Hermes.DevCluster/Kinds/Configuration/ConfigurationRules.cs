using System.Text;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds.Rules;
using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Kinds.Configuration;

/// <summary>Defaults and rules of ConfigMaps and Secrets.</summary>
internal static class ConfigurationRules
{
    private const int MostBytes = 1024 * 1024;

    /// <summary>Moves a Secret's <c>stringData</c> into its <c>data</c>, and refuses data that is not base64.</summary>
    public static void FillSecret(JsonObject secret)
    {
        if (secret.ObjectAt("stringData") is { } plain)
        {
            var data = secret.Child("data");
            foreach (var (key, value) in plain)
            {
                data[key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value.TextAt() ?? ""));
            }
        }

        secret.Remove("stringData");
        CheckBase64(secret, "data", "Secret");
    }

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

    public static IEnumerable<FieldError> Secret(JsonObject value, JsonObject? old)
    {
        var faults = new FaultList();
        if (old is not null && value.TextAt("type") != old.TextAt("type"))
        {
            faults.Invalid("type", value["type"], "field is immutable");
        }

        CheckImmutable(faults, value, old, "data");
        var size = 0L;
        foreach (var (key, entry) in value.ObjectAt("data") ?? [])
        {
            faults.Each($"data[{key}]", key, Names.DataKey(key));
            size += (entry.TextAt() ?? "").Length / 4 * 3;
        }

        if (size > MostBytes)
        {
            faults.TooLong("data", MostBytes);
        }

        foreach (var key in RequiredKeys(value.TextAt("type")))
        {
            if (value.At("data", key) is null)
            {
                faults.Required($"data[{key}]");
            }
        }

        return faults.All;
    }

    private static string[] RequiredKeys(string? type) => type switch
    {
        "kubernetes.io/tls" => ["tls.crt", "tls.key"],
        "kubernetes.io/dockerconfigjson" => [".dockerconfigjson"],
        "kubernetes.io/dockercfg" => [".dockercfg"],
        "kubernetes.io/ssh-auth" => ["ssh-privatekey"],
        _ => [],
    };

    private static void CheckImmutable(FaultList faults, JsonObject value, JsonObject? old, params ReadOnlySpan<string> fields)
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

    private static void CheckBase64(JsonObject value, string field, string kind)
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
