using System.Collections.Immutable;

namespace Hermes.Kubernetes.Configuration;

/// <summary>A program that prints an <c>ExecCredential</c> with a bearer token (client.authentication.k8s.io).</summary>
public sealed record ExecCredential
{
    /// <summary><c>client.authentication.k8s.io/v1</c> or <c>v1beta1</c>.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>The program.</summary>
    public required string Command { get; init; }

    /// <summary>Its arguments.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>What is added to its environment.</summary>
    public ImmutableDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What to tell a user who does not have the program; null for nothing.</summary>
    public string? InstallHint { get; init; }

    /// <summary>The command: never its environment, which may hold secrets.</summary>
    public override string ToString() => Command;
}
