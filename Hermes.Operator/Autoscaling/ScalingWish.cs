using Hermes.Operator.Children;
using Hermes.Operator.Entities;

namespace Hermes.Operator.Autoscaling;

/// <summary>What a spec asks of scaling.</summary>
internal sealed record ScalingWish
{
    /// <summary>One of <see cref="ScalerKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The count of an app that nothing scales; null where it names none.</summary>
    public int? Replicas { get; init; }

    public int Min { get; init; } = Defaults.MinReplicas;

    public int Max { get; init; } = Bounds.MaxReplicas;

    public bool HasIngress { get; init; }

    /// <summary>The least count that a running app may have.</summary>
    public int Floor => Math.Max(1, Min);

    public int Clamp(int count) => Math.Clamp(count, Floor, Math.Max(Floor, Max));

    public static ScalingWish Of(HermesAppSpec spec, bool hasIngress) => new()
    {
        Kind = Scalers.Of(spec),
        Replicas = spec.Scaling is null ? spec.Replicas : null,
        Min = spec.Scaling?.MinReplicas ?? Defaults.MinReplicas,
        Max = spec.Scaling?.MaxReplicas ?? Bounds.MaxReplicas,
        HasIngress = hasIngress,
    };
}
