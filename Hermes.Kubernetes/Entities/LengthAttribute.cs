namespace Hermes.Kubernetes.Entities;

/// <summary>Bounds of a string's length in characters, or of each string of a list or map.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LengthAttribute(int minLength = -1, int maxLength = -1) : Attribute
{
    /// <summary>The least length; negative for no bound.</summary>
    public int MinLength { get; } = minLength;

    /// <summary>The greatest length; negative for no bound.</summary>
    public int MaxLength { get; } = maxLength;
}
