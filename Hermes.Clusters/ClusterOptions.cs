namespace Hermes.Clusters;

/// <summary>What a cluster is asked for, on lanes that have the choice.</summary>
public sealed record ClusterOptions
{
    /// <summary>The lane. Default: null, the one that <c>HERMES_TEST_CLUSTER</c> names.</summary>
    public string? Lane { get; init; }

    /// <summary>Whether KEDA's kinds are registered. Default: true.</summary>
    public bool Keda { get; init; } = true;

    /// <summary>Whether the simulator runs. Default: true.</summary>
    public bool Simulator { get; init; } = true;

    /// <summary>Whether kube-controller-manager, or what stands in for it, runs on a lane that is started. Default: true.</summary>
    public bool Controllers { get; init; } = true;

    /// <summary>Whether stored Roles and bindings decide what callers may do. Default: false; a real API server does so always.</summary>
    public bool Rbac { get; init; }

    /// <summary>The clock of a cluster that runs in this process; others have their own. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where the kubeconfig of a started cluster is left. Default: null, a temporary file that disposal removes.</summary>
    public string? KubeconfigPath { get; init; }
}
