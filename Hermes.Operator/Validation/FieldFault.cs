namespace Hermes.Operator.Validation;

/// <summary>One thing that is wrong with an object.</summary>
/// <param name="Path">The field, such as <c>spec.env[2].name</c> or <c>spec.resources.requests[cpu]</c>; empty for the object as a whole.</param>
/// <param name="Message">What must hold of it, such as <c>must not be below minReplicas (2)</c>.</param>
internal sealed record FieldFault(string Path, string Message)
{
    public override string ToString() => Path.Length == 0 ? Message : $"{Path}: {Message}";
}
