namespace Hermes.Kubernetes.Entities;

/// <summary>The least value of a number.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RangeMinimumAttribute(double minimum) : Attribute
{
    /// <summary>The least value.</summary>
    public double Minimum { get; } = minimum;

    /// <summary>Whether the least value itself is refused. Default: false.</summary>
    public bool ExclusiveMinimum { get; init; }
}
