using Hermes.DevCluster.Tracing;

namespace Hermes.DevCluster.Faults;

/// <summary>What is to go wrong with the requests that it matches.</summary>
public sealed record Fault
{
    /// <summary>Which requests; the record's status is still 0.</summary>
    public required Func<RequestRecord, bool> Matches { get; init; }

    /// <summary>How many of the matching requests are left alone first. Default: 0.</summary>
    public int Skip { get; init; }

    /// <summary>How many of the matching requests it strikes. Default: all.</summary>
    public int Times { get; init; } = int.MaxValue;

    /// <summary>How long the request is held before anything else happens. Default: not at all.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The HTTP status that the request is refused with. Default: null, it is served.</summary>
    public int? Status { get; init; }

    /// <summary>Whether every watch is closed before the request is served. Default: false.</summary>
    public bool CloseWatches { get; init; }

    /// <summary>Whether all past versions are forgotten before the request is served. Default: false.</summary>
    public bool Compact { get; init; }
}
