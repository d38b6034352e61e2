using Hermes.Kubernetes.Entities;
using k8s.Models;

namespace Hermes.Operator.Entities.Keda;

/// <summary>The HTTP add-on's <c>http.keda.sh/v1alpha1</c> HTTPScaledObject, as far as it is written and read here.</summary>
[KubernetesEntity(Group = "http.keda.sh", ApiVersion = "v1alpha1", Kind = KubeKind, PluralName = "httpscaledobjects")]
internal sealed class HttpScaledObject : CustomKubernetesEntity<HttpScaledObjectSpec, HttpScaledObjectStatus>
{
    public const string KubeKind = "HTTPScaledObject";

    public HttpScaledObject() => (ApiVersion, Kind) = ("http.keda.sh/v1alpha1", KubeKind);
}
