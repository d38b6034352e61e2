namespace Hermes.Otlp;

/// <summary>One point of a metric: a number, or a histogram's count and sum.</summary>
public sealed record OtlpMetricPoint
{
    /// <summary>Who reported it.</summary>
    public required OtlpSource Source { get; init; }

    /// <summary>The metric's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its unit in UCUM's notation; empty where none is said.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Attributes by name; values of every type as text.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>The number; of a histogram the sum.</summary>
    public required double Value { get; init; }

    /// <summary>How many values a histogram counted; null for a number.</summary>
    public long? Count { get; init; }
}
