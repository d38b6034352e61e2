namespace Hermes.Kubernetes.Schema;

/// <summary>What a generated CustomResourceDefinition is held to.</summary>
public sealed record CustomResourceDefinitionOptions
{
    /// <summary>
    /// Whether every string below <c>spec</c> needs a greatest length (or an enumeration, a pattern's known format) and every list and map a
    /// greatest size: the API server's CEL cost estimate needs both. Default: true.
    /// </summary>
    public bool RequireBounds { get; init; } = true;
}
