using k8s.Models;

namespace Hermes.Kubernetes.LeaderElection;

/// <summary>What a replica that does not lead knows of the lease. Only its own monotonic clock counts, no time that the lease shows.</summary>
/// <param name="lease">How long a lease lasts that does not say.</param>
/// <param name="time">The clock.</param>
internal sealed class LeaseObservation(TimeSpan lease, TimeProvider time)
{
    private bool _isFirst = true;
    private string? _version;
    private TimeSpan _duration;
    private long _changed;

    /// <summary>How long the holder has to be waited for; zero where the lease can be taken.</summary>
    public TimeSpan Remaining =>
        _duration - time.GetElapsedTime(_changed) is var remaining && remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;

    /// <summary>Takes in what has just been read.</summary>
    /// <param name="read">The lease; null when there is none.</param>
    public void Observe(V1Lease? read)
    {
        var version = read?.Metadata.ResourceVersion;
        if (!_isFirst && version == _version)
        {
            return;
        }

        // Any change counts, so that none is missed: a renewal always is one.
        if (read is not null)
        {
            _duration = string.IsNullOrEmpty(read.Spec?.HolderIdentity) ? TimeSpan.Zero : DurationOf(read);
        }

        // One that was deleted under its holder is waited for as ever: the holder may not have noticed. Whoever has seen none takes it.
        _changed = time.GetTimestamp();
        (_isFirst, _version) = (false, version);
    }

    private TimeSpan DurationOf(V1Lease read) => read.Spec.LeaseDurationSeconds is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : lease;
}
