using System.Diagnostics;

namespace Hermes.Otlp;

/// <summary>A span that has ended.</summary>
public sealed record OtlpSpan
{
    /// <summary>Who reported it.</summary>
    public required OtlpSource Source { get; init; }

    /// <summary>The trace, as 32 lower-case hexadecimal digits.</summary>
    public required string TraceId { get; init; }

    /// <summary>The span, as 16 lower-case hexadecimal digits.</summary>
    public required string SpanId { get; init; }

    /// <summary>The span above; null for a root.</summary>
    public string? ParentSpanId { get; init; }

    /// <summary>What it is of.</summary>
    public required string Name { get; init; }

    /// <summary>Its side of a call.</summary>
    public required ActivityKind Kind { get; init; }

    /// <summary>When it began, in UTC.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Whether it went well, if that is said.</summary>
    public ActivityStatusCode Status { get; init; }

    /// <summary>What went wrong; empty where nothing is said.</summary>
    public string StatusMessage { get; init; } = "";

    /// <summary>Attributes by name; values of every type as text.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }
}
