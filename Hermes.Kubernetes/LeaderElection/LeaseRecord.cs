using k8s.Models;

namespace Hermes.Kubernetes.LeaderElection;

/// <summary>The leases that a replica writes. The times in them are for people.</summary>
/// <param name="identity">The replica.</param>
/// <param name="duration">How long its lease lasts, in whole seconds.</param>
/// <param name="time">The clock.</param>
internal sealed class LeaseRecord(string identity, TimeSpan duration, TimeProvider time)
{
    public bool IsOurs(V1Lease lease) => lease.Spec?.HolderIdentity == identity;

    /// <summary>The lease once taken.</summary>
    /// <param name="former">As it stands, whoever held it; null when there is none.</param>
    /// <param name="name">The name of one that is made anew.</param>
    /// <param name="namespace">Its namespace.</param>
    public V1Lease Taken(V1Lease? former, string name, string @namespace)
    {
        var now = Now();
        var transitions = former?.Spec?.LeaseTransitions ?? 0;
        var isFirst = former?.Spec?.AcquireTime is null;
        var spec = former?.Spec ?? new V1LeaseSpec();
        spec.HolderIdentity = identity;
        spec.LeaseDurationSeconds = (int)duration.TotalSeconds;
        spec.AcquireTime = now;
        spec.RenewTime = LaterThan(spec.RenewTime, now);
        spec.LeaseTransitions = isFirst ? transitions : transitions + 1;
        return new V1Lease
        {
            Metadata = former?.Metadata ?? new V1ObjectMeta { Name = name, NamespaceProperty = @namespace },
            Spec = spec,
        };
    }

    /// <summary>The lease once renewed.</summary>
    public V1Lease Renewed(V1Lease held)
    {
        held.Spec.LeaseDurationSeconds = (int)duration.TotalSeconds;
        held.Spec.RenewTime = LaterThan(held.Spec.RenewTime, Now());
        return held;
    }

    /// <summary>The lease once given back.</summary>
    public V1Lease Released(V1Lease held)
    {
        held.Spec.HolderIdentity = null;
        return Renewed(held);
    }

    // A MicroTime has six digits after the point, and the official client writes none where they are all zero, which the server refuses.
    private DateTime Now()
    {
        var now = time.GetUtcNow().UtcDateTime;
        var whole = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        return whole.Ticks % TimeSpan.TicksPerSecond == 0 ? whole.AddMicroseconds(1) : whole;
    }

    // A write that changes nothing leaves the resource version as it is, and the others would not see that the lease was renewed.
    private static DateTime LaterThan(DateTime? former, DateTime now) => former == now ? now.AddMicroseconds(2) : now;
}
