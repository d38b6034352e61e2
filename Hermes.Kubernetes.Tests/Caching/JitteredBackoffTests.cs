using Hermes.Kubernetes.Caching;

namespace Hermes.Kubernetes.Tests.Caching;

public sealed class JitteredBackoffTests
{
    // Its fixed seed makes a failure repeat; the ranges below hold for any.
    private readonly JitteredBackoff _backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), new Random(7));

    [Fact]
    public void Next_Repeated_DoublesUpToTheLongest()
    {
        double[] middles = [1, 2, 4, 8, 10, 10];

        foreach (var middle in middles)
        {
            _backoff.Next().TotalSeconds.ShouldBeInRange(middle * 0.5, middle * 1.5);
        }
    }

    [Fact]
    public void Next_ManyTimes_DoesNotOverflow()
    {
        for (var i = 0; i < 5000; i++)
        {
            _backoff.Next().TotalSeconds.ShouldBeLessThanOrEqualTo(15);
        }
    }

    [Fact]
    public void Reset_AfterFailures_StartsAgain()
    {
        _backoff.Next();
        _backoff.Next();

        _backoff.Reset();

        _backoff.Next().TotalSeconds.ShouldBeLessThanOrEqualTo(1.5);
    }

    [Fact]
    public void Next_TwoClients_AreNotInStep() =>
        Enumerable.Range(0, 20).Select(_ => JitteredBackoff.Jitter(TimeSpan.FromSeconds(10), Random.Shared)).Distinct().Count().ShouldBeGreaterThan(1);
}
