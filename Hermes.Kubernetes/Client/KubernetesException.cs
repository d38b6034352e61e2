using System.Net;
using k8s.Models;

namespace Hermes.Kubernetes.Client;

/// <summary>A refusal by the API server, with its Status.</summary>
/// <param name="statusCode">The HTTP status.</param>
/// <param name="reason">The reason.</param>
/// <param name="message">The server's own words.</param>
public sealed class KubernetesException(HttpStatusCode statusCode, StatusReason reason, string message) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public HttpStatusCode StatusCode { get; } = statusCode;

    /// <summary>The reason.</summary>
    public StatusReason Reason { get; } = reason;

    /// <summary>The faults named by the server, one per field; empty where it named none.</summary>
    public IReadOnlyList<V1StatusCause> Causes { get; init; } = [];

    /// <summary>How long the server asks to wait; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the server has forgotten the resource version, or the continue token's: list again.</summary>
    public bool IsExpired => StatusCode == HttpStatusCode.Gone || Reason is StatusReason.Expired or StatusReason.Gone;

    /// <summary>Whether the server has not come as far yet as the resource version asked for: ask without one.</summary>
    public bool IsResourceVersionTooLarge =>
        StatusCode == HttpStatusCode.GatewayTimeout && Causes.Any(cause => cause.Reason == "ResourceVersionTooLarge");
}
