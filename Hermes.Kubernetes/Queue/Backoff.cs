namespace Hermes.Kubernetes.Queue;

/// <summary>Delays that double with each failure up to a cap, each spread over its upper half so that failing keys don't march in step.</summary>
/// <param name="First">The delay after the first failure.</param>
/// <param name="Longest">The cap.</param>
internal sealed record Backoff(TimeSpan First, TimeSpan Longest)
{
    /// <summary>The delay after a failure.</summary>
    /// <param name="failures">Failures in a row, this one included.</param>
    /// <param name="random">Where in the delay's upper half to land.</param>
    public TimeSpan Delay(int failures, Random random)
    {
        var doubled = Math.Min(First.Ticks * Math.Pow(2, failures - 1), Longest.Ticks);
        return TimeSpan.FromTicks((long)(doubled * (1 - (random.NextDouble() / 2))));
    }
}
