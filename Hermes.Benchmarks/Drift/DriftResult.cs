using Hermes.Benchmarks.Reporting;

namespace Hermes.Benchmarks.Drift;

/// <summary>How soon deleted children are back.</summary>
internal sealed record DriftResult
{
    public required string Lane { get; init; }

    /// <summary>How many apps stood.</summary>
    public required int Apps { get; init; }

    /// <summary>How many children were deleted.</summary>
    public required int Deleted { get; init; }

    /// <summary>From a deletion sent to the new child seen.</summary>
    public required Milliseconds Back { get; init; }

    public required IReadOnlyDictionary<string, Milliseconds> ByKind { get; init; }

    public required OperatorUsage Operator { get; init; }
}
