namespace Hermes.Demo.Commands;

/// <summary>What the demo was asked for.</summary>
internal sealed record DemoSettings
{
    /// <summary>Whether to wait until every app is ready, print the tree and end.</summary>
    public bool IsOnce { get; init; }

    /// <summary>How long to wait, with <see cref="IsOnce"/>.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>The lane to run on; null for the one that <c>HERMES_TEST_CLUSTER</c> names, DevCluster by default.</summary>
    public string? Lane { get; init; }

    /// <summary>Manifests to show in place of the samples; empty for the samples.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Whether the bundled service runs beside, and telemetry is received and shown.</summary>
    public bool WithService { get; init; }

    /// <summary>Whether the operator's log is shown.</summary>
    public bool IsVerbose { get; init; }

    /// <summary>Where to leave the kubeconfig; null for a temporary file that goes with the demo.</summary>
    public string? KubeconfigPath { get; init; }
}
