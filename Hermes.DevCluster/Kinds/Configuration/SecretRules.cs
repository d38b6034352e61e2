using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds.Rules;
using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Kinds.Configuration;

/// <summary>Defaults and rules of Secrets, which know what the types of Kubernetes' own hold.</summary>
internal static class SecretRules
{
    private const string AccountAnnotation = "kubernetes.io/service-account.name";

    /// <summary>Moves a Secret's <c>stringData</c> into its <c>data</c>, and refuses data that is not base64.</summary>
    public static void Fill(JsonObject secret)
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
        ConfigurationRules.CheckBase64(secret, "data", "Secret");
    }

    public static IEnumerable<FieldError> Check(JsonObject value, JsonObject? old)
    {
        var faults = new FaultList();
        if (old is not null && value.TextAt("type") != old.TextAt("type"))
        {
            faults.Invalid("type", value["type"], "field is immutable");
        }

        ConfigurationRules.CheckImmutable(faults, value, old, "data");
        var size = 0L;
        foreach (var (key, entry) in value.ObjectAt("data") ?? [])
        {
            faults.Each($"data[{key}]", key, Names.DataKey(key));
            size += (entry.TextAt() ?? "").Length / 4 * 3;
        }

        if (size > ConfigurationRules.MostBytes)
        {
            faults.TooLong("data", ConfigurationRules.MostBytes);
        }

        if (value.TextAt("type") == "kubernetes.io/basic-auth"
            && value.At("data", "username") is null && value.At("data", "password") is null)
        {
            faults.Required("data[username]");
            faults.Required("data[password]");
        }

        foreach (var key in RequiredKeys(value.TextAt("type")))
        {
            if (value.At("data", key) is null)
            {
                faults.Required($"data[{key}]");
            }
        }

        CheckDockerConfig(faults, value);
        if (value.TextAt("type") == "kubernetes.io/service-account-token"
            && value.TextAt("metadata", "annotations", AccountAnnotation) is null or "")
        {
            faults.Required($"metadata.annotations[{AccountAnnotation}]");
        }

        return faults.All;
    }

    /// <summary>What the real server says of a TLS Secret whose contents it cannot use; it takes them all the same.</summary>
    public static IEnumerable<string> Warn(JsonObject value, JsonObject? old)
    {
        if (value.TextAt("type") != "kubernetes.io/tls" || (old is not null && JsonNode.DeepEquals(value["data"], old["data"])))
        {
            return [];
        }

        var missing = !IsPem("tls.crt") ? "certificate" : !IsPem("tls.key") ? "key" : null;
        return missing is null ? [] : [$"tls: failed to find any PEM data in {missing} input"];

        bool IsPem(string key) => PemEncoding.TryFind(Encoding.UTF8.GetString(Content(value, key)), out _);
    }

    private static void CheckDockerConfig(FaultList faults, JsonObject value)
    {
        var key = value.TextAt("type") switch
        {
            "kubernetes.io/dockerconfigjson" => ".dockerconfigjson",
            "kubernetes.io/dockercfg" => ".dockercfg",
            _ => null,
        };
        if (key is null || value.At("data", key) is null)
        {
            return;
        }

        var content = Content(value, key);
        try
        {
            _ = JsonNode.Parse(content);
        }
        catch (JsonException)
        {
            faults.Invalid($"data[{key}]", "<secret contents redacted>", JsonFault.Of(content));
        }
    }

    private static byte[] Content(JsonObject secret, string key) => Convert.FromBase64String(secret.TextAt("data", key) ?? "");

    private static string[] RequiredKeys(string? type) => type switch
    {
        "kubernetes.io/tls" => ["tls.crt", "tls.key"],
        "kubernetes.io/dockerconfigjson" => [".dockerconfigjson"],
        "kubernetes.io/dockercfg" => [".dockercfg"],
        "kubernetes.io/ssh-auth" => ["ssh-privatekey"],
        _ => [],
    };
}
