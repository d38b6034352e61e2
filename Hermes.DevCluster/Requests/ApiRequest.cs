namespace Hermes.DevCluster.Requests;

/// <summary>A request without its transport.</summary>
internal sealed record ApiRequest
{
    /// <summary>The HTTP method, in upper case.</summary>
    public required string Method { get; init; }

    /// <summary>The path, percent-decoded.</summary>
    public required string Path { get; init; }

    /// <summary>The query as sent, with its question mark; empty where there is none.</summary>
    public string Query { get; init; } = "";

    /// <summary>The <c>Accept</c> header; empty where there is none.</summary>
    public string Accept { get; init; } = "";

    /// <summary>The <c>Content-Type</c> header; empty where there is none.</summary>
    public string ContentType { get; init; } = "";

    /// <summary>The <c>User-Agent</c> header; empty where there is none.</summary>
    public string UserAgent { get; init; } = "";

    /// <summary>The <c>Authorization</c> header; null where there is none.</summary>
    public string? Authorization { get; init; }

    /// <summary>The user of a client certificate that the front has checked; null where there is none.</summary>
    public Authorization.UserInfo? Certificate { get; init; }

    /// <summary>The <c>Impersonate-User</c> header; null where there is none.</summary>
    public string? ImpersonateUser { get; init; }

    /// <summary>The <c>Impersonate-Group</c> headers.</summary>
    public IReadOnlyList<string> ImpersonateGroups { get; init; } = [];

    /// <summary>The body.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }
}
