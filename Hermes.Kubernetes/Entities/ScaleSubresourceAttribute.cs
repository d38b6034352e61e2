namespace Hermes.Kubernetes.Entities;

/// <summary>Gives a custom resource the <c>scale</c> subresource.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ScaleSubresourceAttribute(string specReplicasPath, string statusReplicasPath, string? labelSelectorPath = null) : Attribute
{
    /// <summary>Where the wished count is, such as <c>.spec.replicas</c>.</summary>
    public string SpecReplicasPath { get; } = specReplicasPath;

    /// <summary>Where the observed count is, such as <c>.status.replicas</c>.</summary>
    public string StatusReplicasPath { get; } = statusReplicasPath;

    /// <summary>Where the pods' selector is, as a string; null for none.</summary>
    public string? LabelSelectorPath { get; } = labelSelectorPath;
}
