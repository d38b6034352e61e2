namespace Hermes.Operator.Tests.Exporting;

internal enum OtlpSignal
{
    Traces,
    Metrics,
    Logs,
}
