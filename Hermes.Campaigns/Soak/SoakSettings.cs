namespace Hermes.Campaigns.Soak;

/// <summary>What one soak does.</summary>
internal sealed record SoakSettings
{
    /// <summary>How many namespaces the apps are spread over.</summary>
    public const int Namespaces = 10;

    /// <summary>How often something is edited.</summary>
    public static TimeSpan EditInterval { get; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How often every watch is closed.</summary>
    public static TimeSpan WatchCloseInterval { get; } = TimeSpan.FromSeconds(10);

    /// <summary>How often all past versions are forgotten, and events deleted, which a real API server lets expire.</summary>
    public static TimeSpan CompactInterval { get; } = TimeSpan.FromMinutes(1);

    /// <summary>How long edits go on.</summary>
    public required TimeSpan Duration { get; init; }

    public required int Apps { get; init; }

    /// <summary>Decides the specs and the edits; the interleaving is the scheduler's.</summary>
    public required int Seed { get; init; }

    /// <summary>By how much the working set may grow over the last half, in percent of its mean there.</summary>
    public required double MaxGrowth { get; init; }
}
