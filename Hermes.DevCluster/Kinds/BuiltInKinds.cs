using Hermes.DevCluster.Kinds.Access;
using Hermes.DevCluster.Kinds.Autoscaling;
using Hermes.DevCluster.Kinds.Cluster;
using Hermes.DevCluster.Kinds.Configuration;
using Hermes.DevCluster.Kinds.Events;
using Hermes.DevCluster.Kinds.Extension;
using Hermes.DevCluster.Kinds.Networking;
using Hermes.DevCluster.Kinds.Pods;
using Hermes.DevCluster.Kinds.Services;
using Hermes.DevCluster.Kinds.Wire;
using Hermes.DevCluster.Kinds.Workloads;

namespace Hermes.DevCluster.Kinds;

/// <summary>The kinds that the server knows without a CRD.</summary>
public static class BuiltInKinds
{
    /// <summary>
    /// One row per kind and version, complete for the kinds an operator of web apps writes, generic for the rest. Where a group serves
    /// several versions of a kind, the preferred one comes first; kinds that share objects share their <see cref="KindRow.StorageKey"/>.
    /// </summary>
    public static IReadOnlyList<KindRow> All { get; } =
    [
        .. Written().Select(static row => row.WithWireForm().WithFreshStatus()),
    ];

    private static KindRow[] Written() =>
    [
        .. CoreKinds.Rows,
        .. ConfigurationKinds.Rows,
        .. PodKinds.Rows,
        .. ServiceKinds.Rows,
        .. EventKinds.Rows,
        .. WorkloadKinds.Rows,
        .. BatchKinds.Rows,
        .. NetworkingKinds.Rows,
        .. AutoscalingKinds.Rows,
        .. PolicyKinds.Rows,
        .. CoordinationKinds.Rows,
        .. AccessKinds.Rows,
        .. ExtensionKinds.Rows,
        .. AdmissionKinds.Rows,
        .. ClusterKinds.Rows,
    ];
}
