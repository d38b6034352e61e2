namespace Hermes.Kubernetes.Schema;

/// <summary>What a generated CustomResourceDefinition is held to.</summary>
public sealed record CustomResourceDefinitionOptions
{
    /// <summary>
    /// Whether every string needs a greatest length (or an enumeration or a format) and every list and map a greatest size: the API
    /// server's estimate of what CEL rules cost needs both. Default: true.
    /// </summary>
    public bool RequireBounds { get; init; } = true;
}
