using Hermes.Kubernetes.Entities;
using k8s.Models;

namespace Hermes.Operator.Entities;

/// <remarks>The rules here are checked again by <c>Validation/</c>: a server without CEL, or an object older than a rule, holds to none.</remarks>
[Description("A web app: one object from which the operator makes and keeps a Deployment, a Service, an Ingress and one autoscaler.")]
[KubernetesEntity(Group = KubeGroup, ApiVersion = KubeApiVersion, Kind = KubeKind, PluralName = KubePluralName)]
[KubernetesEntityShortNames("happ")]
[KubernetesEntityCategories("all")]
[ScaleSubresource(".spec.replicas", ".status.replicas", ".status.selector")]
[ValidationRule("size(self.metadata.name) <= 51", Message = "metadata.name must have at most 51 characters, since names of children are made from it")]
[ValidationRule("self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')", Message = "metadata.name must be a DNS label that starts with a letter, since the Service is named after it")]
[ValidationRule("!self.metadata.name.endsWith('-interceptor')", Message = "metadata.name must not end in -interceptor, the name of a child")]
[ValidationRule("!self.metadata.name.startsWith('keda-hpa-')", Message = "metadata.name must not start with keda-hpa-, as KEDA's autoscalers of other apps do")]
[GenericAdditionalPrinterColumn(".status.conditions[?(@.type==\"Ready\")].status", "Ready", "string", Description = "Whether everything that the spec asks for is in place and works.")]
[GenericAdditionalPrinterColumn(".status.conditions[?(@.type==\"Ready\")].reason", "Reason", "string", Description = "Why the app is ready or not.")]
[GenericAdditionalPrinterColumn(".status.scaler.desired", "Desired", "integer", Description = "How many pods there should be.")]
[GenericAdditionalPrinterColumn(".status.readyReplicas", "Ready-Replicas", "integer", Description = "How many pods are ready.")]
[GenericAdditionalPrinterColumn(".status.scaler.kind", "Scaler", "string", Description = "What decides the number of pods.")]
[GenericAdditionalPrinterColumn(".status.url", "URL", "string", Description = "Where the app answers.")]
[GenericAdditionalPrinterColumn(".metadata.creationTimestamp", "Age", "date")]
[GenericAdditionalPrinterColumn(".spec.image", "Image", "string", Priority = 1)]
[GenericAdditionalPrinterColumn(".status.conditions[?(@.type==\"Ready\")].message", "Message", "string", Priority = 1)]
internal sealed class HermesApp : CustomKubernetesEntity<HermesAppSpec, HermesAppStatus>
{
    public const string KubeGroup = "hermes.dev";
    public const string KubeApiVersion = "v1alpha1";
    public const string KubeKind = "HermesApp";
    public const string KubePluralName = "hermesapps";

    public const string GroupVersion = KubeGroup + "/" + KubeApiVersion;

    public HermesApp() => (ApiVersion, Kind) = (GroupVersion, KubeKind);
}
