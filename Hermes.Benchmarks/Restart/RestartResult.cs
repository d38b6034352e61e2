using Hermes.Benchmarks.Reporting;

namespace Hermes.Benchmarks.Restart;

/// <summary>What came of a restart with everything in place.</summary>
internal sealed record RestartResult
{
    public required string Lane { get; init; }

    /// <summary>How many apps stood.</summary>
    public required int Apps { get; init; }

    /// <summary>From the start of the process until it is ready.</summary>
    public required double ReadyMilliseconds { get; init; }

    /// <summary>From the start of the process until an app that was made meanwhile has its status.</summary>
    public required double FirstStatusMilliseconds { get; init; }

    /// <summary>From the start of the process until every app has been looked at.</summary>
    public required double CaughtUpMilliseconds { get; init; }

    public required OperatorUsage Operator { get; init; }

    /// <summary>The operator's requests but those for the two apps that were made to measure by.</summary>
    public required IReadOnlyList<RequestLine> Requests { get; init; }

    /// <summary>Those of them that write, of which there must be none.</summary>
    public required IReadOnlyList<string> Writes { get; init; }
}
