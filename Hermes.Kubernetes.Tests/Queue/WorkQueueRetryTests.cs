using Hermes.Kubernetes.Entities;
using Hermes.Kubernetes.Queue;
using Microsoft.Extensions.Time.Testing;

namespace Hermes.Kubernetes.Tests.Queue;

public sealed class WorkQueueRetryTests : IDisposable
{
    private static readonly NamespacedName A = new("default", "a");

    private readonly FakeTimeProvider _time = new();
    private readonly WorkQueue _queue;

    public WorkQueueRetryTests() => _queue = new WorkQueue("test", new Backoff(TimeSpan.FromMilliseconds(5), TimeSpan.FromMinutes(5)), _time);

    public void Dispose() => _queue.Dispose();

    [Fact]
    public void Retry_AgainAndAgain_DoublesUpToTheCapWithinTheUpperHalf()
    {
        var nominal = TimeSpan.FromMilliseconds(5);
        for (var failure = 1; failure <= 40; failure++)
        {
            var delay = _queue.Retry(A);

            delay.ShouldBeInRange(nominal / 2, nominal);
            nominal = nominal * 2 < TimeSpan.FromMinutes(5) ? nominal * 2 : TimeSpan.FromMinutes(5);
        }
    }

    [Fact]
    public void Retry_OfManyKeys_SpreadsThem() =>
        Enumerable.Range(0, 50).Select(i => _queue.Retry(new NamespacedName(null, $"{i}"))).Distinct().Count().ShouldBeGreaterThan(10);

    [Fact]
    public void Retry_AfterForget_BeginsAnew()
    {
        for (var i = 0; i < 10; i++)
        {
            _queue.Retry(A);
        }

        _queue.Forget(A);

        _queue.Retry(A).ShouldBeLessThanOrEqualTo(TimeSpan.FromMilliseconds(5));
    }

    [Fact]
    public void Retry_WithALeastDelay_WaitsThatLong() =>
        _queue.Retry(A, atLeast: TimeSpan.FromSeconds(7)).ShouldBeInRange(TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(7 * 1.25));

    [Fact]
    public void Retry_OfManyKeysWithOneLeastDelay_SpreadsThem() =>
        Enumerable.Range(0, 50).Select(i => _queue.Retry(new NamespacedName(null, $"{i}"), atLeast: TimeSpan.FromSeconds(7)))
            .Distinct().Count().ShouldBeGreaterThan(10);

    [Fact]
    public void Retry_WithADelayOfItsOwn_IsReadyAfterThat()
    {
        _queue.Retry(A, TimeSpan.FromSeconds(40)).ShouldBe(TimeSpan.FromSeconds(40));

        _time.Advance(TimeSpan.FromSeconds(39));
        _queue.Depth.ShouldBe(0);
        _time.Advance(TimeSpan.FromSeconds(1));
        _queue.Depth.ShouldBe(1);
    }

    [Fact]
    public void Retry_WithALeastDelayThatIsShorter_WaitsForTheBackoff() =>
        _queue.Retry(A, TimeSpan.FromSeconds(40), atLeast: TimeSpan.FromSeconds(40)).ShouldBe(TimeSpan.FromSeconds(40));

    [Fact]
    public void Retry_WithARandomOfItsOwn_SpreadsByIt()
    {
        using var queue = new WorkQueue("test", new Backoff(TimeSpan.FromSeconds(8), TimeSpan.FromMinutes(5)), _time, new Random(1));

        queue.Retry(A).ShouldBe(TimeSpan.FromTicks((long)(TimeSpan.FromSeconds(8).Ticks * (1 - (new Random(1).NextDouble() / 2)))));
    }
}
