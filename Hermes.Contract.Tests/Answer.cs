using System.Text.Json.Nodes;

namespace Hermes.Contract.Tests;

/// <summary>What a server said.</summary>
/// <param name="Status">The HTTP status code.</param>
/// <param name="Warnings">The texts of the <c>Warning</c> headers.</param>
/// <param name="RetryAfter">Seconds; null where the header is missing.</param>
/// <param name="Body">JSON, or a string where the body is no JSON.</param>
/// <param name="Events">The events of a watch, up to its end; null for every other request and for a watch that was refused.</param>
internal sealed record Answer(int Status, IReadOnlyList<string> Warnings, string? RetryAfter, JsonNode? Body, JsonArray? Events)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>In the form of <c>answers.yaml</c>: what is missing is left out.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["status"] = Status };
        if (Warnings.Count > 0)
        {
            json["warnings"] = new JsonArray([.. Warnings.Select(warning => JsonValue.Create(warning))]);
        }

        if (RetryAfter is not null)
        {
            json["retryAfter"] = RetryAfter;
        }

        if (Events is not null)
        {
            json["events"] = Events.DeepClone();
        }
        else
        {
            json["body"] = Body?.DeepClone();
        }

        return json;
    }
}
