namespace Hermes.Kubernetes.Entities;

/// <summary>The greatest value of a number.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RangeMaximumAttribute(double maximum) : Attribute
{
    /// <summary>The greatest value.</summary>
    public double Maximum { get; } = maximum;

    /// <summary>Whether the greatest value itself is refused. Default: false.</summary>
    public bool ExclusiveMaximum { get; init; }
}
