using Hermes.Benchmarks.Reporting;

namespace Hermes.Benchmarks.Idle;

/// <summary>What an operator at rest costs.</summary>
internal sealed record IdleResult
{
    public required string Lane { get; init; }

    /// <summary>How many apps stood.</summary>
    public required int Apps { get; init; }

    /// <summary>How long it was watched.</summary>
    public required double Seconds { get; init; }

    public required OperatorUsage Operator { get; init; }

    /// <summary>The operator's requests, of which there must be none; watches are left out.</summary>
    public required IReadOnlyList<RequestLine> Requests { get; init; }

    /// <summary>Watches opened, the benchmark's own among them; kube-apiserver counts them when they end.</summary>
    public required long Watches { get; init; }
}
