namespace Hermes.Kubernetes.Transport;

/// <summary>How calls are made.</summary>
public sealed record TransportOptions
{
    /// <summary>
    /// <c>name/version</c> of the caller. The API server makes the name the field manager of creates. Default: <c>hermes-kubernetes/</c>
    /// and the version of this library.
    /// </summary>
    public string UserAgent { get; init; } = $"hermes-kubernetes/{typeof(TransportOptions).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>How long a call other than a watch may take, the waits that the server asks for included. Default: 30 seconds.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long connecting may take. Default: 10 seconds.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often an idle connection is pinged, and how long the answer may take. Default: 30 seconds.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How often a call is sent again when the server asks to wait (429, or 503 with Retry-After: it was not executed). Default: 3.
    /// </summary>
    public int MaxThrottleRetries { get; init; } = 3;

    /// <summary>The longest such wait. A longer one is left to the caller: the refusal is thrown and carries it. Default: 10 seconds.</summary>
    public TimeSpan MaxThrottleWait { get; init; } = TimeSpan.FromSeconds(10);
}
