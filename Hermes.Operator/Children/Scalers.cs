using Hermes.Operator.Entities;

namespace Hermes.Operator.Children;

/// <summary>Which scaler a spec asks for. There is never more than one: two on one Deployment stop each other.</summary>
internal static class Scalers
{
    /// <returns>One of <see cref="ScalerKind"/>.</returns>
    public static string Of(HermesAppSpec spec) => spec.Scaling switch
    {
        null => ScalerKind.Fixed,
        { Http: not null } => ScalerKind.KedaHttp,
        _ => ScalerKind.HorizontalPodAutoscaler,
    };
}
