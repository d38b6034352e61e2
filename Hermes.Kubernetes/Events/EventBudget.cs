namespace Hermes.Kubernetes.Events;

/// <summary>A bucket of tokens per object: an object whose messages differ each time must not flood the cluster. Not thread-safe.</summary>
internal sealed class EventBudget(int burst, TimeSpan refill, TimeProvider time)
{
    private readonly Dictionary<EventSubject, (double Tokens, long At)> _buckets = [];

    public bool TrySpend(EventSubject subject)
    {
        var now = time.GetTimestamp();
        var tokens = _buckets.TryGetValue(subject, out var bucket) ? Refilled(bucket, now) : burst;
        if (tokens < 1)
        {
            _buckets[subject] = (tokens, now);
            return false;
        }

        _buckets[subject] = (tokens - 1, now);
        return true;
    }

    /// <summary>Forgets the objects whose buckets are full again.</summary>
    public void Sweep()
    {
        var now = time.GetTimestamp();
        foreach (var (subject, bucket) in _buckets)
        {
            if (Refilled(bucket, now) >= burst)
            {
                _buckets.Remove(subject);
            }
        }
    }

    private double Refilled((double Tokens, long At) bucket, long now) =>
        Math.Min(burst, bucket.Tokens + (time.GetElapsedTime(bucket.At, now) / refill));
}
