using Hermes.Kubernetes.Entities;
using k8s.Models;

namespace Hermes.Operator.Diagnosis;

/// <summary>A SelfSubjectAccessReview, which the client's own model does not describe as a resource.</summary>
[KubernetesEntity(Group = "authorization.k8s.io", ApiVersion = "v1", Kind = KubeKind, PluralName = "selfsubjectaccessreviews")]
[EntityScope(EntityScope.Cluster)]
internal sealed class AccessReview : CustomKubernetesEntity<V1SelfSubjectAccessReviewSpec, V1SubjectAccessReviewStatus>
{
    public const string KubeKind = "SelfSubjectAccessReview";

    public AccessReview() => (ApiVersion, Kind) = ("authorization.k8s.io/v1", KubeKind);
}
