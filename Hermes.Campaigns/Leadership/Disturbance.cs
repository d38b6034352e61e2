namespace Hermes.Campaigns.Leadership;

/// <summary>Something that befalls a replica, and when.</summary>
internal sealed record Disturbance
{
    public required DisturbanceKind Kind { get; init; }

    /// <summary>Before which write of the leader's it comes, from 1; null where it comes by itself, after <see cref="Wait"/>.</summary>
    public int? Write { get; init; }

    /// <summary>How long it takes to come.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>How long it lasts, or how long it takes until another replica is there in the place of one that has gone.</summary>
    public required TimeSpan Span { get; init; }

    /// <summary>By how much a wall clock is set.</summary>
    public TimeSpan Jump { get; init; }

    /// <summary>Whether it befalls one that stands by.</summary>
    public bool IsStandbys { get; init; }

    /// <summary>Whether timers that were due in a pause come after all else.</summary>
    public bool TimersLast { get; init; }
}
