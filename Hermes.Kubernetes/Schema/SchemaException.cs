namespace Hermes.Kubernetes.Schema;

/// <summary>Types and attributes that no structural schema can express, every fault named with its field.</summary>
/// <param name="faults">One line per fault, beginning with the field, such as <c>spec.env[].name: …</c>.</param>
public sealed class SchemaException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    /// <summary>One line per fault, in the order of the fields.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
