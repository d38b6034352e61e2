namespace Hermes.Kubernetes.Entities;

/// <summary>Prose of a type or field, shown by <c>kubectl explain</c>.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property)]
public sealed class DescriptionAttribute(string description) : Attribute
{
    /// <summary>The prose.</summary>
    public string Description { get; } = description;
}
