using Hermes.Kubernetes.Entities;

namespace Hermes.Operator.Entities;

[Description("Where an environment variable's value comes from: exactly one source.")]
[ValidationRule(
    "(has(self.configMapKeyRef) ? 1 : 0) + (has(self.secretKeyRef) ? 1 : 0) + (has(self.fieldRef) ? 1 : 0) + (has(self.resourceFieldRef) ? 1 : 0) == 1",
    Message = "must have exactly one of configMapKeyRef, secretKeyRef, fieldRef and resourceFieldRef")]
internal sealed record EnvironmentVariableSource
{
    [Description("A key of a ConfigMap in the app's namespace.")]
    public KeyReference? ConfigMapKeyRef { get; init; }

    [Description("A key of a Secret in the app's namespace.")]
    public KeyReference? SecretKeyRef { get; init; }

    [Description("A field of the pod, such as status.podIP.")]
    public FieldReference? FieldRef { get; init; }

    [Description("A resource of the container, such as limits.memory.")]
    public ResourceFieldReference? ResourceFieldRef { get; init; }
}
