namespace Hermes.Kubernetes.Entities;

/// <summary>A CEL rule (<c>x-kubernetes-validations</c>) on the root, on a type or on a field.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, AllowMultiple = true)]
public sealed class ValidationRuleAttribute(string rule) : Attribute
{
    /// <summary>The expression; <c>self</c> is the value.</summary>
    public string Rule { get; } = rule;

    /// <summary>What the API server says when the rule is false.</summary>
    public string? Message { get; init; }

    /// <summary>An expression that makes the message.</summary>
    public string? MessageExpression { get; init; }

    /// <summary>The cause's reason, such as <c>FieldValueForbidden</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>The field that the cause names, relative to the value, such as <c>.maxReplicas</c>.</summary>
    public string? FieldPath { get; init; }
}
