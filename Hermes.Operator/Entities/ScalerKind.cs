namespace Hermes.Operator.Entities;

/// <summary>Values of <see cref="ScalerStatus.Kind"/>.</summary>
internal static class ScalerKind
{
    public const string Fixed = "Fixed";
    public const string HorizontalPodAutoscaler = "HorizontalPodAutoscaler";
    public const string KedaHttp = "KedaHttp";
}
