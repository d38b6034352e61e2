using System.Diagnostics;

namespace Hermes.Operator.Rollouts;

/// <summary>The name under which the operator itself reports, beside its runtime.</summary>
internal static class OperatorTelemetry
{
    /// <summary>The name of the activity source.</summary>
    public const string Name = "Hermes.Operator";

    public static ActivitySource Source { get; } = new(Name);
}
