using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;
using Hermes.Kubernetes.Client;
using k8s.Models;

namespace Hermes.Kubernetes.Transport;

/// <summary>Reads what the server says when it refuses: a Status, or whatever a proxy in between has put in its place.</summary>
internal static class Refusal
{
    private const int LongestBody = 64 * 1024;
    private const int LongestText = 512;

    public static async Task<KubernetesException> ReadAsync(
        HttpResponseMessage response, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(LongestBody);
        try
        {
            var length = await stream.ReadAtLeastAsync(buffer.AsMemory(0, LongestBody), LongestBody, throwOnEndOfStream: false, cancellationToken);
            return Parse(buffer.AsMemory(0, length), response.StatusCode, RetryAfter(response, timeProvider));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            await stream.DisposeAsync();
        }
    }

    /// <summary>Reads a Status.</summary>
    /// <param name="body">The answer's body, or the object of an ERROR event.</param>
    /// <param name="statusCode">The HTTP status; null where only the Status tells.</param>
    /// <param name="retryAfter">The Retry-After header; null where the Status may tell.</param>
    public static KubernetesException Parse(ReadOnlyMemory<byte> body, HttpStatusCode? statusCode, TimeSpan? retryAfter = null)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement is { ValueKind: JsonValueKind.Object } status && Text(status, "kind") == "Status")
            {
                return FromStatus(status, statusCode, retryAfter);
            }
        }
        catch (JsonException)
        {
            // Plain text, as for a path that nobody serves: the text is the message.
        }

        var code = statusCode ?? HttpStatusCode.InternalServerError;
        var text = Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, LongestText)]).Trim();
        return new KubernetesException(code, ReasonOf(code), text.Length > 0 ? text : $"The API server answered {(int)code}.")
        {
            RetryAfter = retryAfter,
        };
    }

    /// <returns>How long the header asks to wait; null where there is none.</returns>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider timeProvider) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date - timeProvider.GetUtcNow() is var wait => wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => null,
    };

    private static KubernetesException FromStatus(JsonElement status, HttpStatusCode? statusCode, TimeSpan? retryAfter)
    {
        var code = statusCode ?? (HttpStatusCode?)Number(status, "code") ?? CodeOf(Text(status, "reason"));
        var details = status.TryGetProperty("details", out var found) && found.ValueKind == JsonValueKind.Object ? found : default;
        if (retryAfter is null && Number(details, "retryAfterSeconds") is { } seconds)
        {
            retryAfter = TimeSpan.FromSeconds(seconds);
        }

        return new KubernetesException(
            code, ReasonOf(Text(status, "reason"), code), Text(status, "message") ?? $"The API server answered {(int)code}.")
        {
            Causes = Causes(details),
            RetryAfter = retryAfter,
        };
    }

    private static List<V1StatusCause> Causes(JsonElement details) =>
        details.ValueKind == JsonValueKind.Object
            && details.TryGetProperty("causes", out var causes)
            && causes.ValueKind == JsonValueKind.Array
            ? [.. causes.EnumerateArray().Where(static cause => cause.ValueKind == JsonValueKind.Object).Select(static cause => new V1StatusCause
            {
                Reason = Text(cause, "reason"),
                Message = Text(cause, "message"),
                Field = Text(cause, "field"),
            })]
            : [];

    private static StatusReason ReasonOf(string? reason, HttpStatusCode code) =>
        !string.IsNullOrEmpty(reason)
            ? Enum.TryParse<StatusReason>(reason, out var known) && known.ToString() == reason ? known : StatusReason.Unknown
            : ReasonOf(code);

    /// <summary>What a reason's code is where a Status comes without one, such as from a proxy or an aggregated API server.</summary>
    private static HttpStatusCode CodeOf(string? reason) => ReasonOf(reason, HttpStatusCode.InternalServerError) switch
    {
        StatusReason.BadRequest => HttpStatusCode.BadRequest,
        StatusReason.Unauthorized => HttpStatusCode.Unauthorized,
        StatusReason.Forbidden => HttpStatusCode.Forbidden,
        StatusReason.NotFound => HttpStatusCode.NotFound,
        StatusReason.MethodNotAllowed => HttpStatusCode.MethodNotAllowed,
        StatusReason.NotAcceptable => HttpStatusCode.NotAcceptable,
        StatusReason.AlreadyExists or StatusReason.Conflict => HttpStatusCode.Conflict,
        StatusReason.Expired or StatusReason.Gone => HttpStatusCode.Gone,
        StatusReason.RequestEntityTooLarge => HttpStatusCode.RequestEntityTooLarge,
        StatusReason.UnsupportedMediaType => HttpStatusCode.UnsupportedMediaType,
        StatusReason.Invalid => HttpStatusCode.UnprocessableEntity,
        StatusReason.TooManyRequests => HttpStatusCode.TooManyRequests,
        StatusReason.ServiceUnavailable => HttpStatusCode.ServiceUnavailable,
        StatusReason.Timeout => HttpStatusCode.GatewayTimeout,
        _ => HttpStatusCode.InternalServerError,
    };

    private static StatusReason ReasonOf(HttpStatusCode code) => code switch
    {
        HttpStatusCode.BadRequest => StatusReason.BadRequest,
        HttpStatusCode.Unauthorized => StatusReason.Unauthorized,
        HttpStatusCode.Forbidden => StatusReason.Forbidden,
        HttpStatusCode.NotFound => StatusReason.NotFound,
        HttpStatusCode.MethodNotAllowed => StatusReason.MethodNotAllowed,
        HttpStatusCode.NotAcceptable => StatusReason.NotAcceptable,
        HttpStatusCode.Conflict => StatusReason.Conflict,
        HttpStatusCode.Gone => StatusReason.Gone,
        HttpStatusCode.RequestEntityTooLarge => StatusReason.RequestEntityTooLarge,
        HttpStatusCode.UnsupportedMediaType => StatusReason.UnsupportedMediaType,
        HttpStatusCode.UnprocessableEntity => StatusReason.Invalid,
        HttpStatusCode.TooManyRequests => StatusReason.TooManyRequests,
        HttpStatusCode.InternalServerError => StatusReason.InternalError,
        HttpStatusCode.ServiceUnavailable => StatusReason.ServiceUnavailable,
        HttpStatusCode.GatewayTimeout => StatusReason.Timeout,
        _ => StatusReason.Unknown,
    };

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static int? Number(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out var number)
            ? number
            : null;
}
