using Hermes.Kubernetes.Entities;

namespace Hermes.Operator.Entities;

[Description("Scaling on HTTP requests: exactly one of concurrency and requestRate.")]
[ValidationRule("has(self.concurrency) != has(self.requestRate)", Message = "must have exactly one of concurrency and requestRate")]
internal sealed record HttpScaling
{
    [Description("Pending requests per pod.")]
    [RangeMinimum(1)]
    [RangeMaximum(Bounds.MaxTarget)]
    public int? Concurrency { get; init; }

    [Description("Requests per second per pod.")]
    public RequestRate? RequestRate { get; init; }

    [Description("Seconds without a request until an app with minReplicas 0 goes to zero.")]
    [DefaultValue(Defaults.CooldownSeconds)]
    [RangeMinimum(1)]
    [RangeMaximum(Bounds.MaxSeconds)]
    public int? CooldownSeconds { get; init; }
}
