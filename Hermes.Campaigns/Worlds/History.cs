using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Hermes.Campaigns.Oracles;
using Hermes.DevCluster.Hosting;
using Hermes.DevCluster.Storage;

namespace Hermes.Campaigns.Worlds;

/// <summary>Every change that was ever committed in a world, with who made it, shown to the oracles one by one.</summary>
internal sealed class History : IDisposable
{
    private const int MostFaults = 20;

    private readonly DevClusterCore _cluster;
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<IOracle> _oracles;
    private readonly IDisposable _subscription;
    private readonly Dictionary<(string Plural, string Name), JsonObject> _objects = [];
    private readonly List<(long After, long Until)> _writes = [];
    private readonly List<string> _faults = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly DateTimeOffset _start;

    public History(DevClusterCore cluster, TimeProvider time, IReadOnlyList<IOracle> oracles)
    {
        (_cluster, _time, _oracles, _start) = (cluster, time, oracles, time.GetUtcNow());
        _subscription = cluster.Objects.Subscribe(OnChange);
    }

    /// <summary>The revision of the latest change.</summary>
    public long Committed => _cluster.Store.World.Revision;

    /// <summary>The revision of the latest change but for those of Leases, which are renewed for ever.</summary>
    public long Changed { get; private set; }

    /// <summary>What the oracles found, the first of it.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>How often each object came to be, and how often it went: <c>Added services web</c>.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>Told of each change in the world's namespace, after the oracles.</summary>
    public Action<long, ObjectChange>? Told { get; set; }

    /// <summary>Records that a write of the operator's made the changes after one revision up to another.</summary>
    public void AddWrite(long after, long until)
    {
        if (until > after)
        {
            _writes.Add((after, until));
        }
    }

    public void Dispose() => _subscription.Dispose();

    private void OnChange(ObjectChange change)
    {
        var metadata = change.Object.Metadata();
        var revision = long.Parse(metadata.Text("resourceVersion")!, CultureInfo.InvariantCulture);
        if (change.Row.Plural != "leases")
        {
            Changed = revision;
        }

        if (metadata.Text("namespace") != VirtualWorld.Namespace)
        {
            return;
        }

        var key = (change.Row.Plural, metadata.Text("name") ?? "");
        if (change.Type == ChangeType.Deleted)
        {
            _objects.Remove(key);
        }
        else
        {
            _objects[key] = change.Object;
        }

        if (change.Type != ChangeType.Modified && StandingObjects.Includes(change.Row.Plural))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_counts, $"{change.Type} {change.Row.Plural} {key.Item2}", out _)++;
        }

        var moment = new Moment(_objects)
        {
            Elapsed = _time.GetUtcNow() - _start,
            Change = change,
            IsOperators = _writes.Exists(write => write.After < revision && revision <= write.Until),
        };
        foreach (var oracle in _oracles)
        {
            foreach (var fault in oracle.Look(moment))
            {
                if (_faults.Count < MostFaults)
                {
                    _faults.Add(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{oracle.GetType().Name} at {moment.Elapsed:hh\\:mm\\:ss}, revision {revision} ({change.Type} {change.Row.Plural} {key.Item2}): {fault}"));
                }
            }
        }

        Told?.Invoke(revision, change);
    }
}
