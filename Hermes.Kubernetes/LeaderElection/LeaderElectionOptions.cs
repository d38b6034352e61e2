namespace Hermes.Kubernetes.LeaderElection;

/// <summary>
/// How the replicas of an operator agree on the one that writes. All replicas need the same lease, and should have the same durations.
/// </summary>
/// <remarks>
/// Guarantees: a replica counts by its own monotonic clock, so that neither a wall clock that is wrong or jumps nor a difference between two
/// of them matters. The leader sends nothing that writes once <see cref="RenewDeadline"/> has passed since it last began a renewal that
/// succeeded, and asks the server to give up each write before then. Another replica takes the lease once the holder's lease duration has
/// passed since it last saw the lease change, or at once where it was released.
/// Assumptions: no monotonic clock runs faster than another by more than the share of <see cref="LeaseDuration"/> that
/// <see cref="RenewDeadline"/> leaves, or stands still (as in a suspended virtual machine) for as long; and no request is held up by the
/// network for as long, since the server counts its timeout from when a request arrives.
/// After a clean stop another replica takes over within half a <see cref="RetryPeriod"/>; after a crash within <see cref="LeaseDuration"/>
/// and a <see cref="RetryPeriod"/>.
/// </remarks>
public sealed class LeaderElectionOptions
{
    /// <summary>The shortest <see cref="RenewDeadline"/>: a write needs time on the server.</summary>
    internal static readonly TimeSpan ShortestRenewDeadline = TimeSpan.FromSeconds(2);

    /// <summary>The least that <see cref="LeaseDuration"/> must be longer than <see cref="RenewDeadline"/>.</summary>
    internal static readonly TimeSpan LeastGap = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestDuration = TimeSpan.FromHours(1);
    private static readonly TimeSpan ShortestRetryPeriod = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether the operator reconciles only while it holds the lease. Default: no, it always does.</summary>
    public bool Enabled { get; set; }

    /// <summary>The name of the Lease, a DNS subdomain; null (default) for the operator's name.</summary>
    public string? LeaseName { get; set; }

    /// <summary>The namespace of the Lease; null (default) for the pod's own or the kubeconfig context's.</summary>
    public string? LeaseNamespace { get; set; }

    /// <summary>
    /// How long other replicas wait for a leader that is not heard of: whole seconds, at least a second more than
    /// <see cref="RenewDeadline"/>, at most an hour. Default: 15 seconds.
    /// </summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a leader that cannot renew its lease goes on, at least 2 seconds. Default: 10 seconds.</summary>
    public TimeSpan RenewDeadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often the leader renews the lease; the others look twice as often. From 100 ms to half of <see cref="RenewDeadline"/>, so that a
    /// renewal may fail. Default: 2 seconds.
    /// </summary>
    public TimeSpan RetryPeriod { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Checks the three durations together, for programs that name them otherwise to their users.</summary>
    /// <returns>The faults, all of them, each with the name of its property; empty when there is none.</returns>
    public IEnumerable<(string Option, string Rule)> DurationFaults()
    {
        if (LeaseDuration.Ticks % TimeSpan.TicksPerSecond != 0 || LeaseDuration > LongestDuration || LeaseDuration < RenewDeadline + LeastGap)
        {
            yield return (nameof(LeaseDuration), "must be whole seconds, at least 1 second more than the renew deadline and at most 1 hour");
        }

        if (RenewDeadline < ShortestRenewDeadline || RenewDeadline > LongestDuration)
        {
            yield return (nameof(RenewDeadline), "must be from 2 seconds to 1 hour");
        }

        if (RetryPeriod < ShortestRetryPeriod || RetryPeriod > RenewDeadline / 2)
        {
            yield return (nameof(RetryPeriod), "must be from 0.1 seconds to half of the renew deadline");
        }
    }
}
