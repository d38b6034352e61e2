namespace Hermes.Campaigns.Worlds;

/// <summary>What befalls one write.</summary>
/// <param name="Write">Which, from 1, counted since the fault was set.</param>
/// <param name="Fate">What.</param>
internal sealed record WriteFault(int Write, WriteFate Fate);
