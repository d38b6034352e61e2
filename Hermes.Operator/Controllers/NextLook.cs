using Hermes.Operator.Entities;
using Hermes.Operator.Status;

namespace Hermes.Operator.Controllers;

/// <summary>When an app is looked at again though nothing that is watched has changed.</summary>
internal static class NextLook
{
    // A little longer than an answer of the server's is believed without the watch.
    private static readonly TimeSpan KnownLifetime = TimeSpan.FromSeconds(61);

    /// <param name="outcomes">What became of each child.</param>
    /// <param name="looks">When the plan and the status ask for a look, null for not.</param>
    /// <param name="isPaused">Whether the app's objects are left as they are, whatever stands in their way.</param>
    /// <param name="isAheadOfWatch">Whether something is known only by our own writes.</param>
    /// <returns>The soonest; null for not before a change.</returns>
    public static TimeSpan? After(IReadOnlyList<ChildOutcome> outcomes, IEnumerable<TimeSpan?> looks, bool isPaused, bool isAheadOfWatch)
    {
        // What is not watched, such as another's object in our place or a namespace on its way out, is looked for again.
        TimeSpan? recheck = outcomes.Any(outcome => outcome.State == ChildState.Failed) ? ChildKinds.RefusalRetry
            : !isPaused && outcomes.Any(outcome => outcome.State != ChildState.Applied) ? ChildKinds.ConflictRecheck
            : isAheadOfWatch ? KnownLifetime
            : null;
        return looks.Append(recheck).Min();
    }
}
