namespace Hermes.DevCluster.Storage;

/// <summary>The changes of one resource, from the oldest that is kept. One writer; readers on any thread.</summary>
internal sealed class ResourceLog
{
    private readonly Signal _signal = new();
    private LogEntry _head;
    private LogEntry _tail;
    private bool _closed;

    /// <summary>A log that starts at a revision: earlier ones are too old for it.</summary>
    public ResourceLog(long start)
    {
        _head = _tail = new LogEntry { Type = ChangeType.Modified, Revision = start, Sequence = 0 };
    }

    /// <summary>The entry before the oldest kept one; its revision is the oldest that a watch can start from.</summary>
    public LogEntry Head => Volatile.Read(ref _head);

    /// <summary>The latest entry.</summary>
    public LogEntry Tail => Volatile.Read(ref _tail);

    /// <summary>Whether the resource is no longer served; its watches end.</summary>
    public bool Closed => Volatile.Read(ref _closed);

    /// <summary>Calls back at every change, and when the log is closed, until what it returns is disposed.</summary>
    public IDisposable Listen(Action onChange) => _signal.Listen(onChange);

    /// <summary>Adds a change, unseen until <see cref="Publish"/>.</summary>
    public void Append(LogEntry entry)
    {
        _tail.Append(entry);
        Volatile.Write(ref _tail, entry);
    }

    /// <summary>Wakes the watches.</summary>
    public void Publish() => _signal.Raise();

    /// <summary>Forgets everything up to an entry.</summary>
    public void Compact(LogEntry last) => Volatile.Write(ref _head, last);

    /// <summary>Forgets everything, up to a revision at which nothing happened here.</summary>
    public void CompactAll(long revision)
    {
        // The tail keeps its own revision: watches that have already read it go on from it.
        var start = new LogEntry { Type = ChangeType.Modified, Revision = revision, Sequence = _tail.Sequence };
        _tail.Append(start);
        Volatile.Write(ref _tail, start);
        Volatile.Write(ref _head, start);
    }

    /// <summary>Ends the watches.</summary>
    public void Close()
    {
        Volatile.Write(ref _closed, true);
        _signal.Raise();
    }
}
