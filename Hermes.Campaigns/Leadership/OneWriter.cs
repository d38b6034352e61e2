using Hermes.Campaigns.Worlds;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Storage;

namespace Hermes.Campaigns.Leadership;

/// <summary>
/// Never two writers: what a replica writes is served only while the server's Lease is that replica's, and once another has written, none
/// that wrote before writes again.
/// </summary>
internal sealed class OneWriter(VirtualWorld world)
{
    public const string LeaseNamespace = "default";
    public const string LeaseName = "hermes-operator";

    private const string Leases = "coordination.k8s.io/leases";

    private readonly HashSet<string> _former = new(StringComparer.Ordinal);
    private string? _writer;

    /// <summary>Who holds the Lease, by the server; null for nobody.</summary>
    public string? Holder =>
        world.Cluster.Store.World.Resources.GetValueOrDefault(Leases)?.Get(new ObjectKey(LeaseNamespace, LeaseName))?.Value
            .TextAt("spec", "holderIdentity") is { Length: > 0 } holder ? holder : null;

    /// <summary>Looks at a write that is being served.</summary>
    public void Look(Replica replica, string write)
    {
        if (Holder != replica.Identity)
        {
            world.Fault($"two writers: {write} of {replica.Name} is served while {Holder ?? "nobody"} holds the lease");
        }

        if (_writer == replica.Identity)
        {
            return;
        }

        if (_writer is not null)
        {
            _former.Add(_writer);
        }

        _writer = replica.Identity;
        if (_former.Contains(_writer))
        {
            world.Fault($"two writers: {replica.Name} writes again ({write}) after another has written");
        }
    }
}
