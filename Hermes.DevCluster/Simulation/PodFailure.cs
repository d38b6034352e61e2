namespace Hermes.DevCluster.Simulation;

/// <summary>Why the pods of a Deployment do not come up, as kubelets, the scheduler and admission report it.</summary>
/// <param name="Reason">What the pod's container waits for, or the condition's reason, such as <c>ImagePullBackOff</c>.</param>
/// <param name="Message">The words along with it.</param>
public sealed record PodFailure(string Reason, string Message)
{
    /// <summary>The image cannot be pulled. The pod stays <c>Pending</c>.</summary>
    public static PodFailure ImagePullBackOff { get; } = new(nameof(ImagePullBackOff), "Back-off pulling image");

    /// <summary>The container ends again and again. The pod is <c>Running</c> and never ready.</summary>
    public static PodFailure CrashLoopBackOff { get; } =
        new(nameof(CrashLoopBackOff), "back-off 5m0s restarting failed container") { Runs = true };

    /// <summary>The container cannot be made from its configuration; here since the image insists on root.</summary>
    public static PodFailure CreateContainerConfigError { get; } =
        new(nameof(CreateContainerConfigError), "container has runAsNonRoot and image will run as root");

    /// <summary>No node takes the pod. It stays <c>Pending</c> without containers.</summary>
    public static PodFailure Unschedulable { get; } =
        new(nameof(Unschedulable), "0/1 nodes are available: 1 Insufficient cpu.") { Schedules = false };

    /// <summary>A ResourceQuota allows no pod: none is made, and the Deployment says <c>ReplicaFailure</c>.</summary>
    public static PodFailure QuotaExceeded { get; } =
        new("FailedCreate", "pods are forbidden: exceeded quota: pods, requested: pods=1, used: pods=0, limited: pods=0") { Admitted = false };

    /// <summary>Pod Security allows no such pod: none is made, and the Deployment says <c>ReplicaFailure</c>.</summary>
    public static PodFailure PodSecurityDenied { get; } =
        new("FailedCreate", "pods are forbidden: violates PodSecurity \"restricted:latest\"") { Admitted = false };

    /// <summary>Whether a pod object comes to be. Default: true.</summary>
    public bool Admitted { get; init; } = true;

    /// <summary>Whether a node takes the pod. Default: true.</summary>
    public bool Schedules { get; init; } = true;

    /// <summary>Whether the container ran before it failed. Default: false.</summary>
    public bool Runs { get; init; }
}
