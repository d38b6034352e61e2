namespace Hermes.Demo.Snapshots;

/// <summary>Everything the demo shows, as the API server had it at one moment.</summary>
internal sealed record DemoSnapshot
{
    /// <summary>The apps, by namespace and name.</summary>
    public required IReadOnlyList<AppSnapshot> Apps { get; init; }

    /// <summary>The latest events of these apps and their children, oldest first.</summary>
    public required IReadOnlyList<EventSnapshot> Events { get; init; }

    /// <summary>The kubeconfig of the cluster.</summary>
    public required string Kubeconfig { get; init; }

    /// <summary>What came by OTLP; null where nothing is received.</summary>
    public TelemetrySnapshot? Telemetry { get; init; }

    /// <summary>Whether there is nothing left to wait for.</summary>
    public bool IsReady => Apps.All(app => app.IsReady) && IsTelemetryHere;

    /// <summary>Whether the service has been heard of, and a rollout where one was traced: spans are sent a moment after what they are of.</summary>
    public bool IsTelemetryHere =>
        Telemetry is null || (Telemetry.Requests > 0 && (Telemetry.Rollouts.Count > 0 || Apps.All(app => app.TraceId is null)));
}
