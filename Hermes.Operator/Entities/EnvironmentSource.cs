using Hermes.Kubernetes.Entities;

namespace Hermes.Operator.Entities;

[Description("A ConfigMap or a Secret whose keys all become environment variables.")]
[ValidationRule("has(self.configMapRef) != has(self.secretRef)", Message = "must have exactly one of configMapRef and secretRef")]
internal sealed record EnvironmentSource
{
    [Description("What is put before each key.")]
    [Length(1, Bounds.EnvironmentName)]
    [Pattern(Patterns.EnvironmentName)]
    public string? Prefix { get; init; }

    [Description("A ConfigMap in the app's namespace.")]
    public EnvironmentSourceReference? ConfigMapRef { get; init; }

    [Description("A Secret in the app's namespace.")]
    public EnvironmentSourceReference? SecretRef { get; init; }
}
