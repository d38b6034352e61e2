namespace Hermes.Kubernetes.Client;

/// <summary>What must hold of an object for a delete to happen.</summary>
/// <param name="Uid">The object's UID; null for any.</param>
/// <param name="ResourceVersion">The object's resource version; null for any.</param>
public sealed record Preconditions(string? Uid = null, string? ResourceVersion = null);
