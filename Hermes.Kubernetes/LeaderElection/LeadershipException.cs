namespace Hermes.Kubernetes.LeaderElection;

/// <summary>
/// This process does not hold the lease, or no longer: the write was not sent; or the lease ran out over it, and whether it was executed is
/// unknown. Never to be tried again by this process: one that has lost its lease ends.
/// </summary>
/// <param name="message">What was not to be, and why.</param>
/// <param name="innerException">The cause; null (default) for none.</param>
public sealed class LeadershipException(string message, Exception? innerException = null) : Exception(message, innerException);
