using Hermes.Kubernetes.Entities;
using k8s.Models;

namespace Hermes.Kubernetes.Tests.Schema;

[Description("A sample kind that uses everything the generator knows.")]
[KubernetesEntity(Group = "acme.dev", ApiVersion = "v1beta1", Kind = "Widget", PluralName = "widgets")]
[KubernetesEntityShortNames("wd")]
[KubernetesEntityCategories("all", "acme")]
[ScaleSubresource(".spec.replicas", ".status.replicas", ".status.selector")]
[ValidationRule("size(self.metadata.name) <= 51", Message = "the name is too long")]
[GenericAdditionalPrinterColumn(".status.replicas", "Replicas", "integer", Description = "How many there are.", Format = "int32")]
[GenericAdditionalPrinterColumn(".spec.image", "Image", "string", Priority = 1)]
internal sealed class Widget : CustomKubernetesEntity<WidgetSpec, WidgetStatus>;
