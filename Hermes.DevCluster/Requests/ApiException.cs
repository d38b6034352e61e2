using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Requests;

/// <summary>A refusal, answered as a <c>Status</c> object.</summary>
public sealed class ApiException : Exception
{
    /// <summary>A refusal.</summary>
    /// <param name="code">The HTTP status.</param>
    /// <param name="reason">The machine-readable reason, such as <c>NotFound</c>; empty where the server gives none.</param>
    /// <param name="message">The server's words.</param>
    public ApiException(int code, string reason, string message)
        : base(message) => (Code, Reason) = (code, reason);

    /// <summary>The HTTP status.</summary>
    public int Code { get; }

    /// <summary>The machine-readable reason.</summary>
    public string Reason { get; }

    /// <summary><c>details.name</c>.</summary>
    public string? Name { get; init; }

    /// <summary><c>details.group</c>.</summary>
    public string? Group { get; init; }

    /// <summary><c>details.kind</c>: the resource or the kind, as the real server fills it in each case.</summary>
    public string? Kind { get; init; }

    /// <summary><c>details.uid</c>.</summary>
    public string? Uid { get; init; }

    /// <summary><c>details.causes</c>.</summary>
    public IReadOnlyList<FieldError> Causes { get; init; } = [];

    /// <summary>Whether <c>details</c> is written even where there is nothing to say in it, as the real server does in some answers.</summary>
    public bool HasDetails { get; init; }

    /// <summary><c>metadata.continue</c>: a token to go on with after an expired one.</summary>
    public string? Continue { get; init; }

    /// <summary><c>details.retryAfterSeconds</c> and the Retry-After header.</summary>
    public int? RetryAfterSeconds { get; init; }
}
