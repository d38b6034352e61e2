namespace Hermes.Kubernetes.Controllers;

/// <summary>What a worker learned from one reconcile.</summary>
/// <param name="Result">How it ended.</param>
/// <param name="Error">What went wrong; null on success.</param>
/// <param name="Exception">The exception behind it, where there is one.</param>
/// <param name="RequeueAfter">When the controller wants to look again; null for the runtime's choice.</param>
/// <param name="IsGone">Whether there is no entity any more, and so nothing to look at again.</param>
internal readonly record struct ReconcileOutcome(
    ReconcileResult Result, string? Error = null, Exception? Exception = null, TimeSpan? RequeueAfter = null, bool IsGone = false);
