namespace Hermes.Kubernetes.Entities;

/// <summary>The grants that a controller needs on the kinds of some entities; the generator writes them into a ClusterRole.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class EntityRbacAttribute(params Type[] entities) : Attribute
{
    /// <summary>Types that carry a <see cref="k8s.Models.KubernetesEntityAttribute"/>.</summary>
    public IReadOnlyList<Type> Entities { get; } = entities;

    /// <summary>The verbs granted. Default: none.</summary>
    public RbacVerbs Verbs { get; init; }

    /// <summary>A subresource such as <c>status</c>; null for the resource itself.</summary>
    public string? Subresource { get; init; }

    /// <summary>Object names that the grant is limited to; empty for all.</summary>
    public string[] ResourceNames { get; init; } = [];
}
