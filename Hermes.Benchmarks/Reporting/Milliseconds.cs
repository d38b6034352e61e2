namespace Hermes.Benchmarks.Reporting;

/// <summary>How a set of durations is spread, in milliseconds.</summary>
internal sealed record Milliseconds(double P50, double P95, double P99, double Max)
{
    /// <summary>Of durations; all zero where there is none.</summary>
    public static Milliseconds Of(IReadOnlyList<TimeSpan> durations)
    {
        var sorted = durations.Select(duration => duration.TotalMilliseconds).Order().ToArray();
        return new(Percentile(sorted, 0.50), Percentile(sorted, 0.95), Percentile(sorted, 0.99), Percentile(sorted, 1));
    }

    // The least value that so large a share is not above.
    private static double Percentile(double[] sorted, double share) =>
        sorted.Length == 0 ? 0 : Math.Round(sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)], 2);
}
