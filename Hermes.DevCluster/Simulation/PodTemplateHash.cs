using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Simulation;

/// <summary>A short name for a pod template, the same for equal templates whatever the order of their fields.</summary>
internal static class PodTemplateHash
{
    // Kubernetes' own choice of letters: no vowels, so that no word comes out by chance.
    private const string Letters = "bcdfghjklmnpqrstvwxz2456789";
    private const int Length = 10;

    public static string Of(JsonNode? template)
    {
        var text = new StringBuilder();
        Write(text, template);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
        return string.Create(Length, hash, static (name, bytes) =>
        {
            for (var i = 0; i < name.Length; i++)
            {
                name[i] = Letters[bytes[i] % Letters.Length];
            }
        });
    }

    private static void Write(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                text.Append('{');
                foreach (var (name, value) in map.OrderBy(static field => field.Key, StringComparer.Ordinal))
                {
                    text.Append(name).Append(':');
                    Write(text, value);
                }

                text.Append('}');
                break;
            case JsonArray list:
                text.Append('[');
                foreach (var item in list)
                {
                    Write(text, item);
                    text.Append(',');
                }

                text.Append(']');
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null").Append(';');
                break;
        }
    }
}
