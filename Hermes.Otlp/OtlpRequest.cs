namespace Hermes.Otlp;

/// <summary>One export, decoded. The lists of the other signals are empty.</summary>
public sealed record OtlpRequest
{
    /// <summary>What it is of.</summary>
    public required OtlpSignal Signal { get; init; }

    /// <summary>The request's headers; names in any case.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The spans.</summary>
    public IReadOnlyList<OtlpSpan> Spans { get; init; } = [];

    /// <summary>The points of metrics.</summary>
    public IReadOnlyList<OtlpMetricPoint> Points { get; init; } = [];

    /// <summary>The lines of logs.</summary>
    public IReadOnlyList<OtlpLogRecord> LogRecords { get; init; } = [];
}
