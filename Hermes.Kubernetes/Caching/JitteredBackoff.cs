namespace Hermes.Kubernetes.Caching;

/// <summary>Delays that double from a first to a longest one, each spread by half so that clients don't come back in step.</summary>
internal sealed class JitteredBackoff(TimeSpan first, TimeSpan longest, Random random)
{
    private int _doublings;

    public TimeSpan Next()
    {
        var delay = first * Math.Pow(2, _doublings);
        if (delay >= longest)
        {
            return Jitter(longest, random);
        }

        _doublings++;
        return Jitter(delay, random);
    }

    public void Reset() => _doublings = 0;

    public static TimeSpan Jitter(TimeSpan delay, Random random) => delay * (0.5 + random.NextDouble());
}
