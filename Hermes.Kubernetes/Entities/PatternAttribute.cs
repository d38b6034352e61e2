namespace Hermes.Kubernetes.Entities;

/// <summary>A regular expression that a string, or each string of a list, must match.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PatternAttribute(string pattern) : Attribute
{
    /// <summary>The expression, in RE2 syntax.</summary>
    public string Pattern { get; } = pattern;
}
