namespace Hermes.Kubernetes.Entities;

/// <summary>Categories of a custom resource for kubectl, such as <c>all</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KubernetesEntityCategoriesAttribute(params string[] categories) : Attribute
{
    /// <summary>The categories.</summary>
    public IReadOnlyList<string> Categories { get; } = categories;
}
