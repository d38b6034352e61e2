namespace Hermes.Operator.Autoscaling;

/// <summary>Who owns the Deployment's <c>spec.replicas</c> from now on.</summary>
internal sealed record ReplicaDecision
{
    /// <summary>The count that our apply names; null to name none.</summary>
    public int? Named { get; init; }

    /// <summary>The count that a Deployment made anew starts with; null for the server's default, 1.</summary>
    public int? AtCreation { get; init; }

    /// <summary>
    /// Whether a second field manager has to name the count before an apply of ours drops it: the last owner's dropping it resets it to 1.
    /// </summary>
    public bool NeedsHandOver { get; init; }

    /// <summary>The count of an app that nothing is to scale.</summary>
    public static ReplicaDecision Fixed(ScalingObservation observed, ScalingWish wish)
    {
        if (observed.IsScaled || observed.ForeignScalers.Count > 0)
        {
            return Left(observed, Math.Max(1, observed.LastDesired ?? wish.Replicas ?? 1));
        }

        if (wish.Replicas is not null)
        {
            return new() { Named = wish.Replicas };
        }

        // An app that names no count keeps the one it has; but HTTP scaling may have left it at zero, where nothing would wake it.
        return observed is { Count: 0, HasHttpObjects: true } ? new() { Named = 1 } : Left(observed, atCreation: null);
    }

    /// <summary>The count of an app that a scaler is to own; until that stands it is kept within the bounds.</summary>
    /// <param name="observed">What stands.</param>
    /// <param name="wish">What the spec asks for.</param>
    /// <param name="isScalerAtWork">Whether a scaler stands, ours or another's.</param>
    public static ReplicaDecision Scaled(ScalingObservation observed, ScalingWish wish, bool isScalerAtWork) =>
        observed.Count is { } count && !isScalerAtWork && wish.Clamp(count) != count
            ? new() { Named = wish.Clamp(count) }
            : Left(observed, wish.Clamp(observed.LastDesired ?? wish.Floor));

    private static ReplicaDecision Left(ScalingObservation observed, int? atCreation) => new()
    {
        AtCreation = observed.Count is null && atCreation is not (null or 1) ? atCreation : null,
        NeedsHandOver = observed.Count is not null && observed.IsCountNamed,
    };
}
