using Hermes.Kubernetes.Entities;
using Hermes.Kubernetes.Queue;
using Microsoft.Extensions.Time.Testing;

namespace Hermes.Kubernetes.Tests.Queue;

public sealed class WorkQueueTests : IDisposable
{
    private static readonly NamespacedName A = new("default", "a");
    private static readonly NamespacedName B = new("default", "b");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();
    private readonly WorkQueue _queue;

    public WorkQueueTests() => _queue = new WorkQueue("test", new Backoff(TimeSpan.FromMilliseconds(5), TimeSpan.FromMinutes(5)), _time);

    public void Dispose() => _queue.Dispose();

    [Fact]
    public async Task Add_SameKeyTwice_IsHandedOutOnce()
    {
        _queue.Add(A);
        _queue.Add(A);

        (await TakeAsync()).ShouldBe(A);

        _queue.Done(A);
        _queue.Depth.ShouldBe(0);
    }

    [Fact]
    public async Task Add_SeveralKeys_AreHandedOutInTheirOrder()
    {
        _queue.Add(B);
        _queue.Add(A);

        (await TakeAsync()).ShouldBe(B);
        (await TakeAsync()).ShouldBe(A);
    }

    [Fact]
    public async Task Add_WhileTheKeyIsHeld_IsHandedOutAgainOnceItIsDone()
    {
        _queue.Add(A);
        await TakeAsync();

        _queue.Add(A);
        _queue.Depth.ShouldBe(0);
        _queue.Done(A);

        (await TakeAsync()).ShouldBe(A);
    }

    [Fact]
    public async Task Add_WhileAWorkerWaits_WakesIt()
    {
        var waiting = TakeAsync();
        waiting.IsCompleted.ShouldBeFalse();

        _queue.Add(A);

        (await waiting).ShouldBe(A);
    }

    [Fact]
    public async Task Add_OfAKeyThatHasUsedItsBurstUp_WaitsForItsRate()
    {
        using var queue = new WorkQueue(
            "test", new Backoff(TimeSpan.FromMilliseconds(5), TimeSpan.FromMinutes(5)), _time, limiter: new KeyRateLimiter(2, TimeSpan.FromSeconds(1), _time));
        for (var i = 0; i < 2; i++)
        {
            queue.Add(A);
            await queue.TakeAsync(CancellationToken.None).AsTask().WaitAsync(Patience);

            // What the reconcile brings about, before it is done and after.
            queue.Add(A);
            queue.Done(A);
        }

        queue.Add(B);
        (await queue.TakeAsync(CancellationToken.None).AsTask().WaitAsync(Patience)).ShouldBe(B);
        queue.Depth.ShouldBe(0);

        var next = queue.TakeAsync(CancellationToken.None).AsTask();
        _time.Advance(TimeSpan.FromMilliseconds(999));
        next.IsCompleted.ShouldBeFalse();

        _time.Advance(TimeSpan.FromMilliseconds(1));
        (await next.WaitAsync(Patience)).ShouldBe(A);
    }

    [Fact]
    public async Task Done_OfAHotKey_LetsTheOthersGoFirst()
    {
        _queue.Add(A);
        await TakeAsync();
        _queue.Add(A);
        _queue.Add(B);

        _queue.Done(A);

        (await TakeAsync()).ShouldBe(B);
        (await TakeAsync()).ShouldBe(A);
    }

    [Fact]
    public void AddAfter_BeforeItIsDue_IsNotReady()
    {
        _queue.AddAfter(A, TimeSpan.FromSeconds(10));

        _time.Advance(TimeSpan.FromSeconds(9));
        _queue.Depth.ShouldBe(0);
        _time.Advance(TimeSpan.FromSeconds(1));
        _queue.Depth.ShouldBe(1);
    }

    [Theory]
    [InlineData(10, 20)]
    [InlineData(20, 10)]
    public void AddAfter_Twice_IsReadyAtTheEarlierTimeAndOnlyThen(int first, int second)
    {
        _queue.AddAfter(A, TimeSpan.FromSeconds(first));
        _queue.AddAfter(A, TimeSpan.FromSeconds(second));
        _queue.AddAfter(B, TimeSpan.FromSeconds(30));

        _time.Advance(TimeSpan.FromSeconds(10));
        _queue.Depth.ShouldBe(1);
        _time.Advance(TimeSpan.FromSeconds(10));
        _queue.Depth.ShouldBe(1);
        _time.Advance(TimeSpan.FromSeconds(10));
        _queue.Depth.ShouldBe(2);
    }

    [Fact]
    public void AddAfter_BeyondWhatATimerCanWait_IsReadyWhenDue()
    {
        _queue.AddAfter(A, TimeSpan.FromDays(90));

        _time.Advance(TimeSpan.FromDays(89));
        _queue.Depth.ShouldBe(0);
        _time.Advance(TimeSpan.FromDays(1));
        _queue.Depth.ShouldBe(1);
    }

    [Fact]
    public async Task Take_OfAKeyThatAlsoWaits_SettlesTheWait()
    {
        _queue.AddAfter(A, TimeSpan.FromSeconds(10));
        _queue.Add(A);
        await TakeAsync();
        _queue.Done(A);

        _time.Advance(TimeSpan.FromMinutes(1));

        _queue.Depth.ShouldBe(0);
    }

    [Fact]
    public void AddAfter_Endless_WaitsAndLetsOthersBeReady()
    {
        _queue.AddAfter(A, TimeSpan.MaxValue);
        _queue.AddAfter(B, TimeSpan.FromSeconds(1));

        _time.Advance(TimeSpan.FromDays(300));

        _queue.Depth.ShouldBe(1);
    }

    [Fact]
    public async Task ShutDown_WithKeysReadyHeldAndWaiting_HandsOutNothingMoreAndDrainsWithTheLastOne()
    {
        _queue.Add(A);
        await TakeAsync();
        _queue.Add(A);
        _queue.Add(B);
        _queue.AddAfter(new NamespacedName(null, "c"), TimeSpan.FromSeconds(1));

        _queue.ShutDown();
        _time.Advance(TimeSpan.FromMinutes(1));
        _queue.Add(B);

        (await TakeAsync()).ShouldBeNull();
        _queue.Drained.IsCompleted.ShouldBeFalse();
        _queue.Done(A);
        await _queue.Drained.WaitAsync(Patience);
    }

    [Fact]
    public async Task ShutDown_WhileWorkersWait_LetsThemGo()
    {
        var waiting = new[] { TakeAsync(), TakeAsync() };

        _queue.ShutDown();

        (await Task.WhenAll(waiting)).ShouldAllBe(key => key == null);
    }

    [Fact]
    public void Done_OfAKeyThatIsNotHeld_Throws() =>
        Should.Throw<InvalidOperationException>(() => _queue.Done(A)).Message.ShouldBe("default/a is not being processed.");

    [Fact]
    public async Task Oldest_WithTwoKeysHeld_IsTheOneTakenFirst()
    {
        _queue.Add(A);
        _queue.Add(B);
        await TakeAsync();
        _time.Advance(TimeSpan.FromSeconds(1));
        await TakeAsync();

        _queue.Oldest!.Value.Key.ShouldBe(A);
        _queue.Done(A);
        _queue.Oldest!.Value.Key.ShouldBe(B);
    }

    [Fact]
    public void Oldest_WithNoKeyHeld_IsNull() => _queue.Oldest.ShouldBeNull();

    [Fact]
    public async Task IsIdle_OfAQueue_IsFalseWhileAKeyIsReadyOrHeldAndTrueWhileOneOnlyWaits()
    {
        _queue.AddAfter(B, TimeSpan.FromSeconds(1));
        _queue.IsIdle.ShouldBeTrue();

        _queue.Add(A);
        _queue.IsIdle.ShouldBeFalse();
        await TakeAsync();
        _queue.IsIdle.ShouldBeFalse();
        _queue.Done(A);

        _queue.IsIdle.ShouldBeTrue();
    }

    [Fact]
    public async Task Take_OfACancelledWorker_Throws()
    {
        using var stop = new CancellationTokenSource();
        var waiting = _queue.TakeAsync(stop.Token).AsTask();

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting.WaitAsync(Patience));
    }

    [Fact]
    public async Task ShutDown_OfAQueueThatIsIdle_IsDrainedAtOnceAndTakesNothingMore()
    {
        _queue.ShutDown();
        _queue.AddAfter(A, TimeSpan.FromSeconds(1));
        _queue.Add(B);
        _time.Advance(TimeSpan.FromSeconds(1));

        _queue.Drained.IsCompletedSuccessfully.ShouldBeTrue();
        _queue.IsIdle.ShouldBeTrue();
        (await TakeAsync()).ShouldBeNull();
    }

    [Fact]
    public void Drained_OfAQueueInUse_IsNotDone()
    {
        _queue.Add(A);

        _queue.Drained.IsCompleted.ShouldBeFalse();
    }

    private Task<NamespacedName?> TakeAsync() => _queue.TakeAsync(CancellationToken.None).AsTask().WaitAsync(Patience);
}
