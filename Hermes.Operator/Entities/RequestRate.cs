using Hermes.Kubernetes.Entities;

namespace Hermes.Operator.Entities;

[Description("A rate of requests.")]
internal sealed record RequestRate
{
    [Description("Requests per second per pod.")]
    [Required]
    [RangeMinimum(1)]
    [RangeMaximum(Bounds.MaxTarget)]
    public int? Target { get; init; }

    [Description("Seconds over which the rate is averaged.")]
    [DefaultValue(Defaults.RateWindowSeconds)]
    [RangeMinimum(1)]
    [RangeMaximum(Bounds.MaxProbeSeconds)]
    public int? WindowSeconds { get; init; }
}
