namespace Hermes.Operator.Diagnosis;

/// <summary>What became known of one piece that the operator or an app may lean on.</summary>
/// <param name="State">Whether it is there.</param>
/// <param name="Piece">The piece, in a few words.</param>
/// <param name="Message">What was found; where it is at fault, what to do about it. One line.</param>
/// <param name="IsNeeded">Whether the operator cannot do its work without it.</param>
internal sealed record Finding(FindingState State, string Piece, string Message, bool IsNeeded = false)
{
    /// <summary>Whether something needed is known not to be there. Ignorance is no lack.</summary>
    public bool IsFatal => IsNeeded && (State is FindingState.Missing or FindingState.Wrong);
}
