using Hermes.Kubernetes.Entities;
using k8s.Models;

namespace Hermes.Kubernetes.Tests.Schema;

[KubernetesEntity(Group = "acme.dev", ApiVersion = "v1", Kind = "FaultyWidget", PluralName = "faultywidgets")]
[EntityScope(EntityScope.Cluster)]
internal sealed class FaultyWidget : CustomKubernetesEntity<FaultyWidgetSpec, WidgetStatus>;
