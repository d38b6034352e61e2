using Hermes.Campaigns.Oracles;

namespace Hermes.Campaigns.Switches;

/// <summary>What came of a run.</summary>
/// <param name="Case">The run.</param>
/// <param name="Faults">What was wrong; empty where nothing was.</param>
/// <param name="Writes">How many writes the switch took.</param>
/// <param name="Digest">Of every request of the run, in order.</param>
/// <param name="End">What stands in the end.</param>
internal sealed record SwitchResult(SwitchCase Case, IReadOnlyList<string> Faults, int Writes, string Digest, StandingObjects End);
