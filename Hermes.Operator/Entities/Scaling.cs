using Hermes.Kubernetes.Entities;

namespace Hermes.Operator.Entities;

[Description("Autoscaling: on cpu and memory alone by a HorizontalPodAutoscaler, with http by KEDA.")]
[ValidationRule("!has(self.minReplicas) || self.minReplicas <= self.maxReplicas", Message = "must not be below minReplicas", FieldPath = ".maxReplicas")]
[ValidationRule("has(self.cpu) || has(self.memory) || has(self.http)", Message = "must have at least one of cpu, memory and http")]
[ValidationRule("!has(self.minReplicas) || self.minReplicas > 0 || has(self.http)", Message = "0 needs http: cpu and memory never wake an app", FieldPath = ".minReplicas")]
internal sealed record Scaling
{
    [Description("The least number of pods; 0 only with http.")]
    [DefaultValue(Defaults.MinReplicas)]
    [RangeMinimum(0)]
    [RangeMaximum(Bounds.MaxReplicas)]
    public int? MinReplicas { get; init; }

    [Description("The greatest number of pods.")]
    [Required]
    [RangeMinimum(1)]
    [RangeMaximum(Bounds.MaxReplicas)]
    public int? MaxReplicas { get; init; }

    [Description("Scales on the pods' use of cpu.")]
    public UtilizationTarget? Cpu { get; init; }

    [Description("Scales on the pods' use of memory.")]
    public UtilizationTarget? Memory { get; init; }

    [Description("Scales on HTTP requests, from and to zero where minReplicas is 0: use of cpu and memory then neither wakes the app nor keeps it up. Needs KEDA and its HTTP add-on.")]
    public HttpScaling? Http { get; init; }

    [Description("How fast the number of pods may change, as in autoscaling/v2.")]
    public ScalingBehavior? Behavior { get; init; }
}
