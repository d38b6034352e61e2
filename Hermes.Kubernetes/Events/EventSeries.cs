using k8s.Models;

namespace Hermes.Kubernetes.Events;

/// <summary>Equal occurrences, and how far the event that shows them has been written.</summary>
internal sealed class EventSeries(EventKey key, V1ObjectReference @object, DateTimeOffset first)
{
    public EventKey Key { get; } = key;

    public V1ObjectReference Object { get; } = @object;

    public DateTimeOffset First { get; } = first;

    public DateTimeOffset Last { get; set; } = first;

    public int Count { get; set; }

    /// <summary>When it was last seen, as a timestamp.</summary>
    public long LastSeen { get; set; }

    /// <summary>When it was last written or tried, as a timestamp; null before that.</summary>
    public long? LastTried { get; set; }

    /// <summary>Whether it waits to be written.</summary>
    public bool IsPending { get; set; }

    /// <summary>The event's name; null while there is none.</summary>
    public string? EventName { get; set; }
}
