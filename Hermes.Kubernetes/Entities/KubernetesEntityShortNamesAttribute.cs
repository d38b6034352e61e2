namespace Hermes.Kubernetes.Entities;

/// <summary>Short names of a custom resource for kubectl, such as <c>happ</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KubernetesEntityShortNamesAttribute(params string[] shortNames) : Attribute
{
    /// <summary>The short names.</summary>
    public IReadOnlyList<string> ShortNames { get; } = shortNames;
}
