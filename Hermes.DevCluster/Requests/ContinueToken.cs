using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Requests;

/// <summary>Where a paged list goes on: the form of the real server's tokens.</summary>
/// <param name="Revision">The revision that the list shows; -1 for the latest.</param>
/// <param name="After">The last key that was listed.</param>
internal sealed record ContinueToken(long Revision, ObjectKey After)
{
    private const string Version = "meta.k8s.io/v1";

    private static readonly SearchValues<char> Base64 =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Reads a token.</summary>
    /// <param name="text">The token.</param>
    /// <param name="ns">The namespace that is listed; null for all.</param>
    /// <exception cref="ApiException">400.</exception>
    public static ContinueToken Parse(string text, string? ns)
    {
        var json = Decode(text);
        if (json.Text("v") is not Version)
        {
            throw Refuse($"server does not recognize this encoded version \"{json.Text("v")}\"");
        }

        var start = json.Text("start") ?? "";
        if (start.Length == 0 || json.Integer("rv") is not { } revision)
        {
            throw Refuse("encoded start key or revision is missing");
        }

        var key = start.TrimStart('/').TrimEnd('\0').Split('/');
        return new ContinueToken(revision, key.Length == 2 ? new ObjectKey(key[0], key[1]) : new ObjectKey(ns ?? "", key[0]));
    }

    /// <summary>The token.</summary>
    /// <param name="ns">The namespace that is listed; null for all.</param>
    public string Format(string? ns)
    {
        var key = ns is null ? After.ToString() : After.Name;
        var json = new JsonObject { ["v"] = Version, ["rv"] = Revision, ["start"] = $"/{key}\0" };
        return Convert.ToBase64String(JsonText.Utf8(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    private static JsonObject? Decode(string text)
    {
        var bad = text.AsSpan().IndexOfAnyExcept(Base64);
        if (bad < 0 && text.Length % 4 == 1)
        {
            bad = text.Length - 1;
        }

        if (bad >= 0)
        {
            throw Refuse($"illegal base64 data at input byte {bad}");
        }

        var padded = text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '=');
        var json = Convert.FromBase64String(padded);
        try
        {
            return JsonNode.Parse(Encoding.UTF8.GetString(json)) as JsonObject;
        }
        catch (JsonException)
        {
            throw Refuse(JsonFault.Of(json));
        }
    }

    private static ApiException Refuse(string why) =>
        ApiErrors.BadRequest($"invalid continue token: continue key is not valid: {why}");
}
