using System.Globalization;
using Hermes.Campaigns.Oracles;

namespace Hermes.Campaigns.Workloads;

/// <summary>How a workload ended.</summary>
/// <param name="Standing">What stands.</param>
/// <param name="Counts">How often each object came to be and went.</param>
/// <param name="Writes">How many writes the operator sent.</param>
/// <param name="Digest">Of every request, in order.</param>
/// <param name="Faults">What was wrong on the way.</param>
internal sealed record WorkloadEnd(
    StandingObjects Standing, IReadOnlyDictionary<string, int> Counts, int Writes, string Digest, IReadOnlyList<string> Faults)
{
    /// <summary>What happened that the operator may have wanted to know of, in order.</summary>
    public IReadOnlyList<WorkloadChange> Changes { get; init; } = [];

    /// <summary>What is wrong with this end, where another is as it must be.</summary>
    /// <param name="reference">The other.</param>
    /// <param name="comparesCounts">Whether each object must have come to be and gone just as often.</param>
    public IReadOnlyList<string> FaultsAgainst(WorkloadEnd reference, bool comparesCounts) =>
        [.. Faults, .. Standing.DifferencesFrom(reference.Standing), .. comparesCounts ? CountDifferences(reference.Counts) : []];

    private IEnumerable<string> CountDifferences(IReadOnlyDictionary<string, int> expected) => expected.Keys.Union(Counts.Keys, StringComparer.Ordinal)
        .Where(what => Counts.GetValueOrDefault(what) != expected.GetValueOrDefault(what))
        .Select(what => string.Create(CultureInfo.InvariantCulture, $"{what}: {Counts.GetValueOrDefault(what)} times, not {expected.GetValueOrDefault(what)}"));
}
