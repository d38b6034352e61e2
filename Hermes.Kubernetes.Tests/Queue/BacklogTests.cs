using Hermes.Kubernetes.Entities;
using Hermes.Kubernetes.Queue;
using Microsoft.Extensions.Time.Testing;

namespace Hermes.Kubernetes.Tests.Queue;

public sealed class BacklogTests : IDisposable
{
    private readonly Backlog _backlog = new();
    private readonly WorkQueue _one;
    private readonly WorkQueue _other;

    public BacklogTests() => (_one, _other) = (Queue("one"), Queue("other"));

    public void Dispose()
    {
        _one.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task Cleared_WithKeysInTwoQueues_CompletesOnceAllAreTaken()
    {
        _backlog.Cleared.IsCompleted.ShouldBeTrue();
        _one.Add(Key("a"));
        _one.Add(Key("a"));
        _other.Add(Key("a"));
        var cleared = _backlog.Cleared;

        await _one.TakeAsync(CancellationToken.None);
        cleared.IsCompleted.ShouldBeFalse();
        await _other.TakeAsync(CancellationToken.None);

        await cleared.WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task Cleared_WithAKeyThatIsHeldAndAddedAgain_CountsItOnceItIsDone()
    {
        _one.Add(Key("a"));
        await _one.TakeAsync(CancellationToken.None);

        _one.Add(Key("a"));
        _backlog.Cleared.IsCompleted.ShouldBeTrue();
        _one.Done(Key("a"));

        _backlog.Cleared.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Cleared_WithKeysInAQueueThatIsShutDown_Completes()
    {
        _one.Add(Key("a"));
        _one.Add(Key("b"));
        var cleared = _backlog.Cleared;

        _one.ShutDown();

        await cleared.WaitAsync(Patience.Limit);
    }

    private static NamespacedName Key(string name) => new("default", name);

    private WorkQueue Queue(string name) => new(
        name, new Backoff(TimeSpan.FromMilliseconds(5), TimeSpan.FromMinutes(5)), new FakeTimeProvider(), backlog: _backlog);
}
