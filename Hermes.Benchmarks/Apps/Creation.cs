using Hermes.Benchmarks.Runs;

namespace Hermes.Benchmarks.Apps;

/// <summary>How apps were made and carried out.</summary>
internal sealed record Creation
{
    /// <summary>How many were made.</summary>
    public required int Created { get; init; }

    /// <summary>From the first creation sent to the last one answered.</summary>
    public required TimeSpan Written { get; init; }

    /// <summary>From the first creation sent to the last app carried out.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>From an app's creation sent to its status seen, for each that was carried out.</summary>
    public required IReadOnlyList<TimeSpan> Latencies { get; init; }

    /// <summary>How many were not carried out in time.</summary>
    public int Missing => Created - Latencies.Count;

    /// <summary>What the first of the missing says of itself; null where none is missing.</summary>
    public required string? FirstFault { get; init; }

    /// <exception cref="BenchmarkException">Some were not carried out in time.</exception>
    public void ThrowIfMissing()
    {
        if (Missing > 0)
        {
            throw new BenchmarkException($"{Missing} of {Created} apps were not carried out in time; {FirstFault}");
        }
    }
}
