using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.Storage;

/// <summary>
/// One committed change in a resource's log, a list linked forwards: a watch holds the last entry it has sent and follows
/// <see cref="Next"/>, so nothing is queued for it, and what was compacted lives on only as long as a watch still needs it.
/// </summary>
internal sealed class LogEntry
{
    private LogEntry? _next;

    /// <summary>What became of the object.</summary>
    public required ChangeType Type { get; init; }

    /// <summary>The revision of the change.</summary>
    public required long Revision { get; init; }

    /// <summary>The place of the change in its resource's log, to see how far a watch lags.</summary>
    public required long Sequence { get; init; }

    /// <summary>The kind in the version written; null in the entry that starts a log.</summary>
    public KindRow? Row { get; init; }

    /// <summary>The object as it now is, or last was, with the revision of this change; null in the entry that starts a log.</summary>
    public StoredObject? Object { get; init; }

    /// <summary>The object as it was; null on creation.</summary>
    public StoredObject? Before { get; init; }

    /// <summary>The next change of the resource; null at the end.</summary>
    public LogEntry? Next => Volatile.Read(ref _next);

    /// <summary>Publishes the next change.</summary>
    public void Append(LogEntry next) => Volatile.Write(ref _next, next);
}
