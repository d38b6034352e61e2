namespace Hermes.DevCluster.Schemas;

/// <summary>A CEL rule of a schema node.</summary>
/// <param name="Rule">The expression; <c>self</c> is the node's value, <c>oldSelf</c> its former one.</param>
/// <param name="Message">What the server says when the rule is false; null for its own words.</param>
/// <param name="MessageExpression">An expression that makes the message.</param>
/// <param name="Reason">The cause's reason; <c>FieldValueInvalid</c> where null.</param>
/// <param name="FieldPath">The field the cause names, relative to the node.</param>
/// <param name="OptionalOldSelf">Whether <c>oldSelf</c> is an optional, so that the rule runs on creation too.</param>
public sealed record ValidationRule(
    string Rule,
    string? Message = null,
    string? MessageExpression = null,
    string? Reason = null,
    string? FieldPath = null,
    bool OptionalOldSelf = false);
