namespace Hermes.Benchmarks.Memory;

/// <summary>How what the operator uses grows with the apps.</summary>
/// <param name="Lane">Where it was measured.</param>
/// <param name="Rungs">The rungs of the ladder, from the least.</param>
internal sealed record MemoryResult(string Lane, IReadOnlyList<MemoryRung> Rungs);
