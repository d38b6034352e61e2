using Hermes.Kubernetes.Entities;

namespace Hermes.Kubernetes.Queue;

/// <summary>Keys with the time at which each is due, at most one time per key. Not thread-safe.</summary>
internal sealed class DelayedKeys
{
    private static readonly Comparer<Entry> ByTime = Comparer<Entry>.Create(
        static (x, y) => x.Due != y.Due ? x.Due.CompareTo(y.Due) : x.Sequence.CompareTo(y.Sequence));

    private readonly Dictionary<NamespacedName, Entry> _entries = [];
    private readonly SortedSet<Entry> _byTime = new(ByTime);
    private long _sequence;

    public int Count => _entries.Count;

    /// <summary>The earliest time; null when nothing waits.</summary>
    public long? Next => _byTime.Count == 0 ? null : _byTime.Min.Due;

    /// <summary>Makes a key due at a time, unless it is due before that already.</summary>
    public void Set(NamespacedName key, long due)
    {
        if (_entries.TryGetValue(key, out var present))
        {
            if (present.Due <= due)
            {
                return;
            }

            _byTime.Remove(present);
        }

        var entry = new Entry(due, _sequence++, key);
        _entries[key] = entry;
        _byTime.Add(entry);
    }

    public void Remove(NamespacedName key)
    {
        if (_entries.Remove(key, out var entry))
        {
            _byTime.Remove(entry);
        }
    }

    /// <summary>Takes out the earliest key that is due by now.</summary>
    public bool TryTake(long now, out NamespacedName key)
    {
        if (Next is not { } due || due > now)
        {
            key = default;
            return false;
        }

        key = _byTime.Min.Key;
        Remove(key);
        return true;
    }

    public void Clear()
    {
        _entries.Clear();
        _byTime.Clear();
    }

    private readonly record struct Entry(long Due, long Sequence, NamespacedName Key);
}
