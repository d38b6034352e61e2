using Hermes.Kubernetes.Entities;

namespace Hermes.Operator.Entities;

[Description("What the app is and how it should run.")]
internal sealed record HermesAppSpec
{
    [Description("The container image, such as ghcr.io/acme/hello:1.0.")]
    [Required]
    [Length(1, Bounds.Image)]
    [Pattern(Patterns.Image)]
    public string? Image { get; init; }

    [Description("When the image is pulled. Default: Always for the tag latest or none, else IfNotPresent.")]
    [AllowedValues("Always", "IfNotPresent", "Never")]
    public string? ImagePullPolicy { get; init; }

    [Description("Secrets in the app's namespace with credentials for the image's registry.")]
    [ListType("map", "name")]
    [Items(maxItems: Bounds.PullSecrets)]
    public IReadOnlyList<ImagePullSecret>? ImagePullSecrets { get; init; }

    [Description("The command, in place of the image's entrypoint.")]
    [Items(maxItems: Bounds.Arguments)]
    [Length(maxLength: Bounds.Text)]
    public IReadOnlyList<string>? Command { get; init; }

    [Description("Arguments, in place of the image's.")]
    [Items(maxItems: Bounds.Arguments)]
    [Length(maxLength: Bounds.Text)]
    public IReadOnlyList<string>? Args { get; init; }

    [Description("The port that the app listens on.")]
    [DefaultValue(Defaults.Port)]
    [RangeMinimum(1)]
    [RangeMaximum(Bounds.MaxPort)]
    public int? Port { get; init; }

    [Description("Environment variables. A variable named here wins over what telemetry would set.")]
    [ListType("map", "name")]
    [Items(maxItems: Bounds.Environment)]
    public IReadOnlyList<EnvironmentVariable>? Env { get; init; }

    [Description("ConfigMaps and Secrets whose keys all become environment variables.")]
    [Items(maxItems: Bounds.EnvironmentSources)]
    public IReadOnlyList<EnvironmentSource>? EnvFrom { get; init; }

    [Description("Compute resources of each pod.")]
    public ResourceRequirements? Resources { get; init; }

    [Description("How the kubelet knows that a pod has started, is ready and is alive.")]
    public Probes? Probes { get; init; }

    [Description("The number of pods while no scaling is asked for. Unset: one at creation, and anybody's afterwards.")]
    [RangeMinimum(0)]
    [RangeMaximum(Bounds.MaxReplicas)]
    public int? Replicas { get; init; }

    [Description("Autoscaling. Unset: the number of pods is fixed.")]
    public Scaling? Scaling { get; init; }

    [Description("The Service in front of the pods.")]
    public ServiceSettings? Service { get; init; }

    [Description("HTTP routing from outside the cluster. Unset: none.")]
    public IngressSettings? Ingress { get; init; }

    [Description("Where the app's OpenTelemetry data goes.")]
    public Telemetry? Telemetry { get; init; }

    [Description("The user that the app runs as. Pods always meet the restricted Pod Security Standard.")]
    public Security? Security { get; init; }

    [Description("The pods' service account, whose token is mounted unless the account says otherwise. Unset: the namespace's default, and no token is mounted.")]
    [Length(1, Bounds.ObjectName)]
    [Pattern(Patterns.ObjectName)]
    public string? ServiceAccountName { get; init; }

    [Description("While true the operator touches nothing but the app's status.")]
    [DefaultValue(Defaults.Paused)]
    public bool? Paused { get; init; }
}
