using Hermes.Campaigns.Plans;
using Hermes.Campaigns.Worlds;

namespace Hermes.Campaigns.Switches;

/// <summary>Which runs of the walk are made.</summary>
internal sealed record SwitchSettings
{
    /// <summary>The name of a <see cref="ScalerChoice"/>; null for all.</summary>
    public string? From { get; init; }

    /// <summary>The name of a <see cref="ScalerChoice"/>; null for all.</summary>
    public string? To { get; init; }

    /// <summary>Whether requests are pending all the time; null for both.</summary>
    public bool? IsBusy { get; init; }

    /// <summary>Null for all.</summary>
    public WriteFate? Fate { get; init; }

    /// <summary>Null for all.</summary>
    public int? Write { get; init; }

    /// <summary>Whether runs with faults are made too.</summary>
    public bool HasFaults { get; init; } = true;

    public int Seed { get; init; } = CampaignSettings.DefaultSeed;

    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether a run without faults is wished.</summary>
    public bool Includes(SwitchCase run) =>
        (From is null || run.From.Name == From) && (To is null || run.To.Name == To) && (IsBusy is null || run.IsBusy == IsBusy);

    /// <summary>Whether a fault is wished.</summary>
    public bool Includes(WriteFault fault) =>
        HasFaults && (Fate is null || fault.Fate == Fate) && (Write is null || fault.Write == Write);
}
