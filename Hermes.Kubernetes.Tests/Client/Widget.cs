using Hermes.Kubernetes.Entities;
using k8s.Models;

namespace Hermes.Kubernetes.Tests.Client;

[KubernetesEntity(Group = "example.dev", ApiVersion = "v1alpha1", Kind = "Widget", PluralName = "widgets")]
public sealed class Widget : CustomKubernetesEntity<WidgetSpec, WidgetStatus>;
