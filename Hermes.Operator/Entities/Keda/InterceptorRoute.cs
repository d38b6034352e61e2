using Hermes.Kubernetes.Entities;
using k8s.Models;

namespace Hermes.Operator.Entities.Keda;

/// <summary>The HTTP add-on's <c>http.keda.sh/v1beta1</c> InterceptorRoute, the successor of HTTPScaledObject.</summary>
[KubernetesEntity(Group = "http.keda.sh", ApiVersion = "v1beta1", Kind = KubeKind, PluralName = "interceptorroutes")]
internal sealed class InterceptorRoute : CustomKubernetesEntity<InterceptorRouteSpec, InterceptorRouteStatus>
{
    public const string KubeKind = "InterceptorRoute";

    public InterceptorRoute() => (ApiVersion, Kind) = ("http.keda.sh/v1beta1", KubeKind);
}
