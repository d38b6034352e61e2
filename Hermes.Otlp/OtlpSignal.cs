namespace Hermes.Otlp;

/// <summary>What an export is of.</summary>
public enum OtlpSignal
{
    /// <summary>Spans.</summary>
    Traces,

    /// <summary>Metric points.</summary>
    Metrics,

    /// <summary>Log records.</summary>
    Logs,
}
