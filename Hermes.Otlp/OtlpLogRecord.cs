namespace Hermes.Otlp;

/// <summary>One line of a log.</summary>
public sealed record OtlpLogRecord
{
    /// <summary>Who reported it.</summary>
    public required OtlpSource Source { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The level in the reporter's words, such as <c>Information</c>.</summary>
    public required string Severity { get; init; }

    /// <summary>The text: the template of a structured log, or the formatted message where that is what is sent.</summary>
    public required string Body { get; init; }

    /// <summary>The trace that the line belongs to; null where it belongs to none.</summary>
    public string? TraceId { get; init; }

    /// <summary>The span that the line belongs to; null where it belongs to none.</summary>
    public string? SpanId { get; init; }

    /// <summary>Attributes by name; values of every type as text.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }
}
