using Hermes.Operator.Entities;
using k8s.Models;

namespace Hermes.Operator.Children;

/// <summary>
/// The pods' spec: always within the restricted Pod Security Standard, and the same for an unchanged app in every version of the
/// operator, since any difference restarts every app of the cluster.
/// </summary>
internal static class PodBuilder
{
    private static readonly string[] TopologyKeys = ["kubernetes.io/hostname", "topology.kubernetes.io/zone"];

    public static V1PodSpec Build(HermesApp app, ChildEnvironment environment)
    {
        var spec = app.Spec;
        return new V1PodSpec
        {
            ServiceAccountName = spec.ServiceAccountName,
            // The server copies each of the two names into the other where it is missing: one that is not ours would bring back what left the spec.
            ServiceAccount = spec.ServiceAccountName,
            // A service account that the app names is there to be used: whether its token is mounted is then the account's own setting.
            AutomountServiceAccountToken = spec.ServiceAccountName is null ? false : null,
            ImagePullSecrets = spec.ImagePullSecrets is { Count: > 0 } secrets
                ? [.. secrets.Select(secret => new V1LocalObjectReference { Name = secret.Name })]
                : null,
            SecurityContext = new V1PodSecurityContext
            {
                RunAsNonRoot = true,
                RunAsUser = spec.Security?.RunAsUser,
                RunAsGroup = spec.Security?.RunAsGroup,
                FsGroup = spec.Security?.FsGroup,
                SeccompProfile = new V1SeccompProfile { Type = "RuntimeDefault" },
            },
            // Not only from two replicas on: the change from one to two would restart the first.
            TopologySpreadConstraints = [.. TopologyKeys.Select(key => SpreadOver(key, app))],
            Containers = [ContainerBuilder.Build(app, environment)],
            Volumes = [new V1Volume { Name = ChildNames.TemporaryVolume, EmptyDir = new V1EmptyDirVolumeSource() }],
        };
    }

    private static V1TopologySpreadConstraint SpreadOver(string topologyKey, HermesApp app) => new()
    {
        TopologyKey = topologyKey,
        MaxSkew = 1,
        WhenUnsatisfiable = "ScheduleAnyway",
        LabelSelector = new V1LabelSelector { MatchLabels = ChildLabels.Selector(app) },
    };
}
