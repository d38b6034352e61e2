using System.Text;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Requests;

/// <summary>An answer without its transport.</summary>
internal sealed record ApiResponse
{
    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>The <c>Content-Type</c>.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>The texts of <c>Warning</c> headers.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The <c>Retry-After</c> header in seconds; null for none.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>The <c>Date</c> header; null for the present.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Whether the connection is broken in the place of this answer.</summary>
    public bool IsLost { get; init; }

    /// <summary>The body.</summary>
    public required ResponseBody Body { get; init; }

    /// <summary>An answer of JSON.</summary>
    public static ApiResponse Json(int status, JsonNode body) =>
        new() { Status = status, Body = new BytesBody(JsonText.Utf8(body)) };

    /// <summary>An answer of plain text.</summary>
    public static ApiResponse Text(int status, string body) =>
        new() { Status = status, ContentType = "text/plain; charset=utf-8", Body = new BytesBody(Encoding.UTF8.GetBytes(body)) };

    /// <summary>No answer at all.</summary>
    public static ApiResponse Lost { get; } = new() { Status = 0, Body = new BytesBody(default), IsLost = true };

    /// <summary>A refusal.</summary>
    public static ApiResponse Failure(ApiException refusal) =>
        Json(refusal.Code, StatusObject.Failure(refusal)) with { RetryAfterSeconds = refusal.RetryAfterSeconds };
}
