namespace Hermes.Operator.Hosting;

/// <summary>Options that break rules.</summary>
/// <param name="faults">One line for each, which names the option.</param>
internal sealed class OperatorOptionsException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}
