namespace Hermes.Kubernetes.Events;

/// <summary>How events are aggregated and held back.</summary>
internal sealed record EventOptions
{
    /// <summary>The reporter's name.</summary>
    public required string Reporter { get; init; }

    /// <summary>Which of the reporter's processes it is, such as the pod's name.</summary>
    public required string Instance { get; init; }

    /// <summary>Occurrences waiting to be looked at; more are dropped.</summary>
    public int QueueCapacity { get; init; } = 1024;

    /// <summary>Series remembered at a time; the one seen least recently makes room.</summary>
    public int SeriesCapacity { get; init; } = 4096;

    /// <summary>How long after its last occurrence an equal one still counts as a repetition.</summary>
    public TimeSpan SeriesWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often a series that goes on is written.</summary>
    public TimeSpan WriteInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Different events that one object may have at once.</summary>
    public int ObjectBurst { get; init; } = 25;

    /// <summary>How long it takes an object to be allowed one more.</summary>
    public TimeSpan ObjectRefill { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a stopping publisher goes on writing.</summary>
    public TimeSpan FlushTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Makes the names of events.</summary>
    public Random Random { get; init; } = Random.Shared;

    /// <summary>This process as an event names it: the host's name, which in a pod is the pod's. At most 128 characters are allowed.</summary>
    public static string ThisProcess() => Environment.MachineName is { Length: > 128 } name ? name[..128] : Environment.MachineName;
}
