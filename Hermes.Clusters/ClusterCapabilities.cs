namespace Hermes.Clusters;

/// <summary>What a cluster has beyond an API server. A capability that a lane cannot know of is not claimed.</summary>
[Flags]
public enum ClusterCapabilities
{
    /// <summary>An API server and nothing behind it.</summary>
    None = 0,

    /// <summary>Objects go when their owners do.</summary>
    GarbageCollection = 1,

    /// <summary>A simulator makes Deployments available, gives addresses and answers for scalers, without pods.</summary>
    Simulator = 2,

    /// <summary>Pods are scheduled and run.</summary>
    RealPods = 4,

    /// <summary>KEDA's kinds and those of its HTTP add-on are served.</summary>
    Keda = 8,

    /// <summary>Every request can be looked up: <see cref="ICluster.DevCluster"/> is not null.</summary>
    RequestTrace = 16,

    /// <summary>Requests and watches can be made to fail: <see cref="ICluster.DevCluster"/> is not null.</summary>
    FaultInjection = 32,

    /// <summary>kube-controller-manager runs: ReplicaSets and pods are made, status is written, namespaces get their service accounts.</summary>
    Controllers = 64,

    /// <summary>Nodes can be given images: <see cref="ICluster.LoadImagesAsync"/>.</summary>
    ImageLoading = 128,
}
