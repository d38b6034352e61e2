namespace Hermes.Demo.Snapshots;

/// <summary>What the operator and the sample service have told of themselves.</summary>
internal sealed record TelemetrySnapshot
{
    /// <summary>Where the sample service answers.</summary>
    public required Uri ServiceUrl { get; init; }

    /// <summary>How many requests it served in the last minute.</summary>
    public required int Requests { get; init; }

    /// <summary>How many of them ended with a status of 500 or above.</summary>
    public required int Failures { get; init; }

    /// <summary>Half of them took no longer; null without requests.</summary>
    public TimeSpan? Median { get; init; }

    /// <summary>95 of 100 of them took no longer; null without requests.</summary>
    public TimeSpan? Percentile95 { get; init; }

    /// <summary>The latest rollouts, the oldest first.</summary>
    public required IReadOnlyList<TraceSnapshot> Rollouts { get; init; }

    /// <summary>The latest reconciles that called the API server, the oldest first.</summary>
    public required IReadOnlyList<TraceSnapshot> Reconciles { get; init; }
}
