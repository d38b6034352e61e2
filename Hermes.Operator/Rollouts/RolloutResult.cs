namespace Hermes.Operator.Rollouts;

/// <summary>How the trace of a rollout ends, as its spans say it.</summary>
internal static class RolloutResult
{
    /// <summary>The app is available with the generation on every pod.</summary>
    public const string Available = "available";

    /// <summary>The new pods do not come up, or a child has been refused for too long.</summary>
    public const string Failed = "failed";

    /// <summary>The spec breaks rules.</summary>
    public const string Rejected = "rejected";

    /// <summary>The next generation came first.</summary>
    public const string Superseded = "superseded";

    /// <summary>The app was deleted.</summary>
    public const string Deleted = "deleted";

    /// <summary>The operator stops; whichever is started next goes on in the same trace.</summary>
    public const string Interrupted = "interrupted";
}
