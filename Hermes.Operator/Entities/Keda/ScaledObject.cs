using Hermes.Kubernetes.Entities;
using k8s.Models;

namespace Hermes.Operator.Entities.Keda;

/// <summary>KEDA's <c>keda.sh/v1alpha1</c> ScaledObject, as far as it is written and read here.</summary>
[KubernetesEntity(Group = "keda.sh", ApiVersion = "v1alpha1", Kind = KubeKind, PluralName = "scaledobjects")]
internal sealed class ScaledObject : CustomKubernetesEntity<ScaledObjectSpec, ScaledObjectStatus>
{
    public const string KubeKind = "ScaledObject";

    public ScaledObject() => (ApiVersion, Kind) = ("keda.sh/v1alpha1", KubeKind);
}
