using Hermes.Kubernetes.Entities;

namespace Hermes.Operator.Entities;

[Description("A check of a pod: an HTTP request where a path is given, else a TCP connection.")]
internal sealed record ProbeSettings
{
    [Description("The path that must answer with a status from 200 to 399. Unset: a TCP connection is enough.")]
    [Length(1, Bounds.Path)]
    [Pattern(Patterns.AbsolutePath)]
    public string? Path { get; init; }

    [Description("The port. Default: the app's.")]
    [RangeMinimum(1)]
    [RangeMaximum(Bounds.MaxPort)]
    public int? Port { get; init; }

    [Description("Seconds from the container's start to the first check. Default: 0.")]
    [RangeMinimum(0)]
    [RangeMaximum(Bounds.MaxProbeSeconds)]
    public int? InitialDelaySeconds { get; init; }

    [Description("Seconds between checks. Default: 10.")]
    [RangeMinimum(1)]
    [RangeMaximum(Bounds.MaxProbeSeconds)]
    public int? PeriodSeconds { get; init; }

    [Description("Seconds until a check has failed. Default: 1.")]
    [RangeMinimum(1)]
    [RangeMaximum(Bounds.MaxProbeSeconds)]
    public int? TimeoutSeconds { get; init; }

    [Description("Failed checks in a row until the kubelet acts. Default: 3.")]
    [RangeMinimum(1)]
    [RangeMaximum(Bounds.MaxProbeSeconds)]
    public int? FailureThreshold { get; init; }
}
