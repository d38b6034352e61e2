namespace Hermes.Kubernetes.Entities;

/// <summary>A field that must be present.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RequiredAttribute : Attribute;
