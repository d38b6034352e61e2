using Hermes.Kubernetes.Entities;

namespace Hermes.Operator.Entities;

[Description("What decides the number of pods, within which bounds, and what it says.")]
internal sealed record ScalerStatus
{
    [Description("Which scaler the spec asks for.")]
    [AllowedValues(ScalerKind.Fixed, ScalerKind.HorizontalPodAutoscaler, ScalerKind.KedaHttp)]
    public string? Kind { get; init; }

    [Description("The scaler object's name; none for Fixed.")]
    [Length(maxLength: Bounds.ObjectName)]
    public string? Name { get; init; }

    [Description("The least number of pods.")]
    public int? Min { get; init; }

    [Description("The greatest number of pods.")]
    public int? Max { get; init; }

    [Description("The number of pods there are.")]
    public int? Current { get; init; }

    [Description("The number of pods there should be.")]
    public int? Desired { get; init; }
}
