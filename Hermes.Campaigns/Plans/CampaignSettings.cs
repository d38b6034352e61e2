namespace Hermes.Campaigns.Plans;

/// <summary>What is run, and how.</summary>
internal sealed record CampaignSettings
{
    public const int DefaultSeed = 20_261_124;

    /// <summary>The name of one campaign; null for all.</summary>
    public string? Only { get; init; }

    /// <summary>The one plan that is run; null for all.</summary>
    public string? Replay { get; init; }

    /// <summary>Decides what is left to chance in every run, and the order in which plans are taken.</summary>
    public int Seed { get; init; } = DefaultSeed;

    /// <summary>How long it all may take; null for as long as it does. A run that has begun is brought to its end.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>Whether a campaign ends at its first failure.</summary>
    public bool FailFast { get; init; }

    /// <summary>Where the results go as JSON; null for nowhere.</summary>
    public string? JsonPath { get; init; }

    public int Threads { get; init; } = Environment.ProcessorCount;
}
