namespace Hermes.Kubernetes.Entities;

/// <summary>A default that the API server writes where the field is absent.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DefaultValueAttribute(object value) : Attribute
{
    /// <summary>A string, integer or boolean.</summary>
    public object Value { get; } = value;
}
