namespace Hermes.Campaigns.Soak;

/// <summary>The working set over time.</summary>
internal sealed class MemorySeries
{
    private readonly List<(double Seconds, double Bytes)> _samples = [];

    public double Peak => _samples.Max(sample => sample.Bytes);

    public void Add(TimeSpan elapsed, long bytes) => _samples.Add((elapsed.TotalSeconds, bytes));

    /// <summary>
    /// The growth over the last half: that of the line that fits its samples best, in percent of their mean. One sample that a collection
    /// happened to come before or after does not decide it.
    /// </summary>
    public double Growth()
    {
        var from = _samples[^1].Seconds / 2;
        var half = _samples.FindAll(sample => sample.Seconds >= from);
        var (meanSeconds, meanBytes) = (half.Average(sample => sample.Seconds), half.Average(sample => sample.Bytes));
        var spread = half.Sum(sample => Math.Pow(sample.Seconds - meanSeconds, 2));
        var slope = spread == 0 ? 0 : half.Sum(sample => (sample.Seconds - meanSeconds) * (sample.Bytes - meanBytes)) / spread;
        return 100 * slope * (half[^1].Seconds - half[0].Seconds) / meanBytes;
    }
}
