namespace Hermes.Kubernetes.Caching;

/// <summary>The times of a reflector.</summary>
internal sealed record ReflectorOptions
{
    /// <summary>The shortest time after which the server is asked to end a watch; the longest is twice that. Spreads the load of restarts.</summary>
    public TimeSpan WatchTimeout { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>
    /// How long a watch may be silent. The API server sends a bookmark about once a minute, so three missed ones are a stall.
    /// </summary>
    public TimeSpan IdleLimit { get; init; } = TimeSpan.FromMinutes(3.5);

    /// <summary>A watch that ended sooner than this, however cleanly, is not resumed at once.</summary>
    public TimeSpan ShortestWatch { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Objects per page where a list in one piece has not come in time.</summary>
    public int PageSizeWhenSlow { get; init; } = 500;

    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMilliseconds(250);

    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a kind is asked for that the server does not serve; spread by half, so that it is found within 10 seconds.</summary>
    public TimeSpan AbsentRetry { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>The longest wait that a server may ask for.</summary>
    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Spreads times, so that clients don't come in step.</summary>
    public Random Random { get; init; } = Random.Shared;
}
