namespace Hermes.Kubernetes.Controllers;

/// <summary>How a reconcile ended, as metrics tell it.</summary>
internal enum ReconcileResult
{
    /// <summary>Nothing is left to do.</summary>
    Success,

    /// <summary>It failed and is retried.</summary>
    Failure,

    /// <summary>It took too long and is retried.</summary>
    Timeout,

    /// <summary>It failed in a way that only a change can mend.</summary>
    Terminal,

    /// <summary>The operator stopped it.</summary>
    Cancelled,
}
