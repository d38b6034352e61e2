using System.Collections.Immutable;

namespace Hermes.Kubernetes.Configuration;

/// <summary>Whom to act as, by the caller's right to impersonate.</summary>
/// <param name="User">The user.</param>
public sealed record Impersonation(string User)
{
    /// <summary>The user's UID; null (default) for none.</summary>
    public string? Uid { get; init; }

    /// <summary>The groups.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>What else the server's authorizer may look at.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Extra { get; init; } =
        ImmutableDictionary<string, ImmutableArray<string>>.Empty;
}
