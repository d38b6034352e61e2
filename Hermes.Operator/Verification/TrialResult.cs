using Hermes.Operator.Entities;

namespace Hermes.Operator.Verification;

/// <summary>What came of a trial.</summary>
internal sealed record TrialResult
{
    /// <summary>The app as it was last seen.</summary>
    public required HermesApp App { get; init; }

    /// <summary>How long it took to become Ready; null where it did not.</summary>
    public TimeSpan? ReadyAfter { get; init; }

    /// <summary>Whether somebody else deleted it meanwhile.</summary>
    public bool IsGone { get; init; }
}
