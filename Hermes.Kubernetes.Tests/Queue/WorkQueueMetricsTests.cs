using Hermes.Kubernetes.Entities;
using Hermes.Kubernetes.Queue;
using Hermes.Kubernetes.Tests.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace Hermes.Kubernetes.Tests.Queue;

public sealed class WorkQueueMetricsTests : IDisposable
{
    private static readonly NamespacedName A = new("default", "a");
    private static readonly NamespacedName B = new("default", "b");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _name = Guid.NewGuid().ToString();
    private readonly FakeTimeProvider _time = new();
    private readonly Sums _metrics;
    private readonly WorkQueue _queue;

    public WorkQueueMetricsTests()
    {
        _metrics = new Sums(_name);
        _queue = new WorkQueue(_name, new Backoff(TimeSpan.FromMilliseconds(5), TimeSpan.FromMinutes(5)), _time);
    }

    public void Dispose()
    {
        _queue.Dispose();
        _metrics.Dispose();
    }

    [Fact]
    public async Task Metrics_OfAKeyThatIsWorkedOn_TellHowLongItWaitedAndWasHeld()
    {
        _queue.Add(A);
        this["adds"].ShouldBe(1);
        this["depth"].ShouldBe(1);
        _time.Advance(TimeSpan.FromSeconds(3));
        await TakeAsync();
        this["depth"].ShouldBe(0);
        _time.Advance(TimeSpan.FromSeconds(5));
        _queue.Done(A);

        this["wait.duration"].ShouldBe(3);
        this["work.duration"].ShouldBe(5);
        this["retries"].ShouldBe(0);
    }

    [Fact]
    public void Metrics_OfAKeyThatIsRetried_CountTheRetryAtOnceAndTheAddOnceItIsReady()
    {
        _queue.Retry(A);
        this["retries"].ShouldBe(1);
        this["adds"].ShouldBe(0);

        _time.Advance(TimeSpan.FromSeconds(1));

        this["adds"].ShouldBe(1);
    }

    [Fact]
    public async Task Metrics_OfAKeyAddedWhileItIsHeld_CountItOnceItIsReadyAgain()
    {
        _queue.Add(A);
        await TakeAsync();
        _queue.Add(A);
        this["depth"].ShouldBe(0);

        _queue.Done(A);

        this["depth"].ShouldBe(1);
        this["adds"].ShouldBe(2);
    }

    [Fact]
    public async Task Metrics_OfAQueueThatIsShutDown_TellThatNothingIsReady()
    {
        _queue.Add(A);
        await TakeAsync();
        _queue.Add(A);
        _queue.Add(B);

        _queue.ShutDown();
        _queue.Done(A);
        _queue.ShutDown();

        this["depth"].ShouldBe(0);
        this["adds"].ShouldBe(2);
    }

    private double this[string instrument] => _metrics[$"hermes.controller.queue.{instrument}"];

    private Task TakeAsync() => _queue.TakeAsync(CancellationToken.None).AsTask().WaitAsync(Patience);
}
