namespace Hermes.Kubernetes.Entities;

/// <summary>Bounds of a list's or map's size.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ItemsAttribute(int minItems = -1, int maxItems = -1) : Attribute
{
    /// <summary>The least size; negative for no bound.</summary>
    public int MinItems { get; } = minItems;

    /// <summary>The greatest size; negative for no bound.</summary>
    public int MaxItems { get; } = maxItems;
}
