using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Hermes.Operator.Instruments;

/// <summary>The name under which the operator itself reports, beside its runtime. Attributes are few in value: never names of apps.</summary>
internal static class OperatorTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "Hermes.Operator";

    public static ActivitySource Source { get; } = new(Name);

    public static Meter Meter { get; } = new(Name);
}
