using System.Collections.Immutable;
using Hermes.DevCluster.Tracing;

namespace Hermes.DevCluster.Faults;

/// <summary>The faults that a server has been told of. Safe for any thread.</summary>
public sealed class FaultPlan
{
    private readonly Lock _lock = new();
    private ImmutableArray<Entry> _entries = [];

    internal FaultPlan()
    {
    }

    /// <summary>Adds a fault.</summary>
    /// <returns>Takes it away when disposed.</returns>
    public IDisposable Add(Fault fault)
    {
        var entry = new Entry(this, fault);
        lock (_lock)
        {
            _entries = _entries.Add(entry);
        }

        return entry;
    }

    /// <summary>Takes every fault away.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _entries = [];
        }
    }

    /// <summary>The first fault that strikes a request; null for none.</summary>
    internal Fault? Next(RequestRecord request)
    {
        lock (_lock)
        {
            foreach (var entry in _entries)
            {
                if (entry.Fault.Matches(request) && entry.Strikes())
                {
                    return entry.Fault;
                }
            }

            return null;
        }
    }

    private sealed class Entry(FaultPlan plan, Fault fault) : IDisposable
    {
        private int _matched;

        public Fault Fault => fault;

        public bool Strikes()
        {
            var place = _matched++ - fault.Skip;
            return place >= 0 && place < fault.Times;
        }

        public void Dispose()
        {
            lock (plan._lock)
            {
                plan._entries = plan._entries.Remove(this);
            }
        }
    }
}
