namespace Hermes.Operator.Status;

/// <summary>
/// The reasons that conditions carry. Two more sources are copied as they come: the reasons of a HorizontalPodAutoscaler and of a
/// ScaledObject that do not work.
/// </summary>
internal static class Reasons
{
    /// <summary>The spec is valid.</summary>
    public const string Valid = "Valid";

    /// <summary>The spec is valid and the operator was told to leave the children alone.</summary>
    public const string Paused = "Paused";

    /// <summary>The spec breaks rules, all of which the message names.</summary>
    public const string InvalidSpec = "InvalidSpec";

    /// <summary>The spec asks for nothing of the kind.</summary>
    public const string NotConfigured = "NotConfigured";

    /// <summary>Nothing is known yet.</summary>
    public const string Pending = "Pending";

    /// <summary>Everything is in place and works.</summary>
    public const string Ready = "Ready";

    /// <summary>A child's name is taken by an object of somebody else.</summary>
    public const string NameConflict = "NameConflict";

    /// <summary>A child waits for another object to go.</summary>
    public const string ChildWaiting = "ChildWaiting";

    /// <summary>The API server refused a child.</summary>
    public const string ApplyFailed = "ApplyFailed";

    /// <summary>A ResourceQuota or a LimitRange stands in the way.</summary>
    public const string QuotaExceeded = "QuotaExceeded";

    /// <summary>The namespace's Pod Security level refuses the pods.</summary>
    public const string PodSecurityDenied = "PodSecurityDenied";

    /// <summary>An admission webhook or policy refused an object.</summary>
    public const string AdmissionDenied = "AdmissionDenied";

    /// <summary>Enough pods serve.</summary>
    public const string MinimumAvailable = "MinimumAvailable";

    /// <summary>Too few pods serve, and no cause is known (yet).</summary>
    public const string MinimumUnavailable = "MinimumUnavailable";

    /// <summary>There is no pod and none is wanted now.</summary>
    public const string ScaledToZero = "ScaledToZero";

    /// <summary>The image cannot be pulled.</summary>
    public const string ImagePullBackOff = "ImagePullBackOff";

    /// <summary>The container ends again and again.</summary>
    public const string CrashLoopBackOff = "CrashLoopBackOff";

    /// <summary>The container cannot be made: a missing Secret or ConfigMap, or an image that insists on root.</summary>
    public const string CreateContainerConfigError = "CreateContainerConfigError";

    /// <summary>No node has room for the pod.</summary>
    public const string Unschedulable = "Unschedulable";

    /// <summary>Every replica runs what the spec says.</summary>
    public const string AllReplicasUpdated = "AllReplicasUpdated";

    /// <summary>Replicas are being replaced.</summary>
    public const string RollingOut = "RollingOut";

    /// <summary>The new replicas did not become ready in time.</summary>
    public const string RolloutFailed = "RolloutFailed";

    /// <summary>The scaler is in place and at work.</summary>
    public const string ScalerActive = "ScalerActive";

    /// <summary>KEDA's CRDs are not there.</summary>
    public const string KedaNotInstalled = "KedaNotInstalled";

    /// <summary>The CRDs of KEDA's HTTP add-on are not there.</summary>
    public const string HttpAddOnNotInstalled = "HttpAddOnNotInstalled";

    /// <summary>No metrics API answers for cpu and memory.</summary>
    public const string MetricsApiMissing = "MetricsApiMissing";

    /// <summary>Another autoscaler is aimed at the app.</summary>
    public const string ForeignAutoscaler = "ForeignAutoscaler";

    /// <summary>The former scaler does not go.</summary>
    public const string ScalerStuckTerminating = "ScalerStuckTerminating";

    /// <summary>The former scaler is on its way out.</summary>
    public const string SwitchingScaler = "SwitchingScaler";

    /// <summary>A container lacks the request that a utilization target is a share of.</summary>
    public const string MissingResourceRequests = "MissingResourceRequests";

    /// <summary>KEDA scales on cpu and memory alone: its HTTP metric is missing.</summary>
    public const string HttpMetricMissing = "HttpMetricMissing";

    /// <summary>Traffic reaches the app.</summary>
    public const string TrafficRouted = "TrafficRouted";

    /// <summary>The Ingress stands but nothing behind it can answer.</summary>
    public const string BackendUnavailable = "BackendUnavailable";

    /// <summary>Another app has the host.</summary>
    public const string HostConflict = "HostConflict";

    /// <summary>There is no such IngressClass.</summary>
    public const string IngressClassNotFound = "IngressClassNotFound";
}
