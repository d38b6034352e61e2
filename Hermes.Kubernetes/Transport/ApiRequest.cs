namespace Hermes.Kubernetes.Transport;

/// <summary>One call, before it is sent: data only, so that it can be sent again.</summary>
internal sealed record ApiRequest
{
    /// <summary>get, list, watch, create, apply, patch, update or delete.</summary>
    public required string Verb { get; init; }

    /// <summary>The kind, for logs and metrics.</summary>
    public required string Kind { get; init; }

    public required HttpMethod Method { get; init; }

    /// <summary>Without a leading slash, escaped.</summary>
    public required string Path { get; init; }

    /// <summary>The query's parameters, unescaped; null values are left out.</summary>
    public IReadOnlyList<(string Name, string? Value)> Query { get; init; } = [];

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The body's type; null for no body.</summary>
    public string? MediaType { get; init; }

    /// <summary>How long it may take; null for what the connection's options say.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether it is sent without a lease being held, though it writes: the lease's own.</summary>
    public bool PassesFence { get; init; }

    /// <summary>Whether it may be sent only while the lease is held, if there is one.</summary>
    public bool IsFenced => Verb is not ("get" or "list" or "watch") && !PassesFence;

    /// <summary>Whether the answer goes on for as long as it likes.</summary>
    public bool IsStream => Verb == "watch";
}
