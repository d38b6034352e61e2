using Hermes.Benchmarks.Reporting;

namespace Hermes.Benchmarks.Load;

/// <summary>What came of a load.</summary>
internal sealed record LoadResult
{
    public required string Lane { get; init; }

    public required int Apps { get; init; }

    public required int Writers { get; init; }

    public required int Workers { get; init; }

    /// <summary>How many children there are of each kind.</summary>
    public required IReadOnlyDictionary<string, int> Children { get; init; }

    /// <summary>Apps that were not carried out in time.</summary>
    public required int Missing { get; init; }

    /// <summary>What the first of these says of itself; null where none is missing.</summary>
    public required string? FirstFault { get; init; }

    /// <summary>Until the last app was written.</summary>
    public required double WrittenSeconds { get; init; }

    /// <summary>Until the last app was carried out.</summary>
    public required double Seconds { get; init; }

    public required double AppsPerSecond { get; init; }

    /// <summary>From an app's creation sent to its status seen.</summary>
    public required Milliseconds Latency { get; init; }

    public required OperatorUsage Operator { get; init; }

    public required double OperatorReadySeconds { get; init; }

    /// <summary>The operator's requests.</summary>
    public required IReadOnlyList<RequestLine> Requests { get; init; }

    /// <summary>What was sent beyond what creation may cost.</summary>
    public required IReadOnlyList<string> BeyondCounts { get; init; }
}
