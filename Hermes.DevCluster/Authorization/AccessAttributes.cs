namespace Hermes.DevCluster.Authorization;

/// <summary>What somebody wants to do.</summary>
internal sealed record AccessAttributes
{
    /// <summary>The verb.</summary>
    public required string Verb { get; init; }

    /// <summary>The group.</summary>
    public string Group { get; init; } = "";

    /// <summary>The resource; empty for a path that names none.</summary>
    public string Resource { get; init; } = "";

    /// <summary>The subresource; null for the resource itself.</summary>
    public string? Subresource { get; init; }

    /// <summary>The namespace; null across namespaces and for cluster-scoped resources.</summary>
    public string? Namespace { get; init; }

    /// <summary>The object's name; null for any.</summary>
    public string? Name { get; init; }

    /// <summary>The path, where it names no resource.</summary>
    public string Path { get; init; } = "";

    /// <summary>The resource with its subresource, as rules name it.</summary>
    public string FullResource => Subresource is null ? Resource : $"{Resource}/{Subresource}";
}
