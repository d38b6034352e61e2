using System.Net;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Controllers;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;
using Result = Hermes.Kubernetes.Controllers.ReconciliationResult<k8s.Models.V1ConfigMap>;

namespace Hermes.Kubernetes.Tests.Controllers;

public sealed class ControllerTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();
    private readonly HandInformer<V1ConfigMap> _informer = new();
    private readonly ScriptedController _script = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborting = new();
    private readonly TaskCompletionSource _synced = new();
    private readonly Controller<V1ConfigMap> _controller;
    private Task _run = Task.CompletedTask;

    public ControllerTests() => _controller = new Controller<V1ConfigMap>(
        new ControllerOptions { Name = "test", Workers = 2 },
        _script,
        _informer,
        _synced.Task.WaitAsync,
        _time,
        NullLogger.Instance);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _aborting.CancelAsync();
        await _run.WaitAsync(Patience);
        _controller.Dispose();
        _stopping.Dispose();
        _aborting.Dispose();
    }

    [Fact]
    public async Task Reconcile_BeforeTheCachesAreComplete_Waits()
    {
        Run(synced: false);
        _informer.Set(Entity("a"));
        for (var i = 0; i < 1000; i++)
        {
            await Task.Yield();
            _script.HasCalls.ShouldBeFalse();
        }

        _synced.SetResult();

        (await _script.NextAsync()).Call.ShouldBe("reconcile a");
    }

    [Fact]
    public async Task Reconcile_AfterSeveralChanges_SeesWhatTheStoreHolds()
    {
        _informer.Set(Entity("a", version: "1"));
        _informer.Set(Entity("a", version: "2"));
        _informer.SetSilently(Entity("a", version: "3"));

        Run();

        (await _script.NextAsync()).Entity.Metadata.ResourceVersion.ShouldBe("3");
        await SettleAsync();
        _script.HasCalls.ShouldBeFalse();
    }

    [Fact]
    public async Task Reconcile_OfAHungKey_DoesNotHoldUpTheOthers()
    {
        _script.OnReconcile = async (entity, token) =>
        {
            if (entity.Metadata.Name == "hung")
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, _time, token);
            }

            return Result.Success(entity);
        };
        Run();
        _informer.Set(Entity("hung"));
        await _script.NextAsync();

        for (var i = 0; i < 20; i++)
        {
            _informer.Set(Entity("hung", version: $"{i}"));
            _informer.Set(Entity($"quick{i}"));
            (await _script.NextAsync()).Call.ShouldBe($"reconcile quick{i}");
        }
    }

    [Fact]
    public async Task Reconcile_OfAKeyThatAlwaysFails_IsRetriedWithoutHoldingUpTheOthers()
    {
        _script.OnReconcile = (entity, _) =>
            entity.Metadata.Name == "bad" ? throw new InvalidOperationException("no") : Task.FromResult(Result.Success(entity));
        Run();
        _informer.Set(Entity("bad"));
        for (var i = 0; i < 30; i++)
        {
            (await _script.NextAsync()).Call.ShouldBe("reconcile bad");
            _informer.Set(Entity($"good{i}"));
            (await _script.NextAsync()).Call.ShouldBe($"reconcile good{i}");
            await SettleAsync();
            _time.Advance(TimeSpan.FromMinutes(5));
        }
    }

    [Fact]
    public async Task Reconcile_ThatReturnsFailure_IsRetriedByTheBackoff()
    {
        _script.OnReconcile = (entity, _) => Task.FromResult(Result.Failure(entity, "not yet"));
        Run();
        _informer.Set(Entity("a"));
        await _script.NextAsync();
        await SettleAsync();
        _script.HasCalls.ShouldBeFalse();

        _time.Advance(TimeSpan.FromMilliseconds(5));

        await _script.NextAsync();
    }

    [Fact]
    public async Task Reconcile_ThatReturnsFailureWithADelay_IsRetriedAfterThat()
    {
        _script.OnReconcile = (entity, _) => Task.FromResult(Result.Failure(entity, "not yet", requeueAfter: TimeSpan.FromMinutes(1)));
        Run();
        _informer.Set(Entity("a"));
        await _script.NextAsync();

        await NothingFor(TimeSpan.FromSeconds(59));
        await NextAfter(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Reconcile_ThatTheServerAskedToWait_IsRetriedNoSooner()
    {
        _script.OnReconcile = (_, _) => throw new KubernetesException(
            HttpStatusCode.TooManyRequests, StatusReason.TooManyRequests, "slow down")
        {
            RetryAfter = TimeSpan.FromSeconds(30),
        };
        Run();
        _informer.Set(Entity("a"));
        await _script.NextAsync();

        await NothingFor(TimeSpan.FromSeconds(29));
        await NextAfter(TimeSpan.FromSeconds(1 + (30 / 4.0)));
    }

    [Fact]
    public async Task Reconcile_ThatFailsForGood_WaitsForTheNextChange()
    {
        _script.OnReconcile = (_, _) => throw new TerminalException("never");
        Run();
        _informer.Set(Entity("a"));
        await _script.NextAsync();
        await NothingFor(TimeSpan.FromDays(2));

        _informer.Set(Entity("a", version: "2"));

        await _script.NextAsync();
    }

    [Fact]
    public async Task Reconcile_ThatAsksToLookAgain_IsCalledThen()
    {
        _script.OnReconcile = (entity, _) => Task.FromResult(Result.Success(entity, TimeSpan.FromSeconds(30)));
        Run();
        _informer.Set(Entity("a"));
        await _script.NextAsync();

        await NothingFor(TimeSpan.FromSeconds(29));
        await NextAfter(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Reconcile_ThatAlwaysAsksToLookAgainAtOnce_DoesNotSpin()
    {
        _script.OnReconcile = (entity, _) => Task.FromResult(Result.Success(entity, TimeSpan.Zero));
        Run();
        _informer.Set(Entity("a"));
        await _script.NextAsync();

        await NothingFor(TimeSpan.FromMilliseconds(4));
        await NextAfter(TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task Reconcile_WithoutAChange_IsCalledAgainAtTheResync()
    {
        Run();
        _informer.Set(Entity("a"));
        await _script.NextAsync();

        await NothingFor(TimeSpan.FromHours(9));
        await NextAfter(TimeSpan.FromHours(2));
    }

    [Fact]
    public async Task Reconcile_ThatTakesTooLong_IsCancelledAndRetried()
    {
        var cancelled = new TaskCompletionSource();
        _script.OnReconcile = async (entity, token) =>
        {
            await using var registration = token.Register(cancelled.SetResult);
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, token);
            return Result.Success(entity);
        };
        Run();
        _informer.Set(Entity("a"));
        await _script.NextAsync();
        _script.OnReconcile = (entity, _) => Task.FromResult(Result.Success(entity));

        _time.Advance(TimeSpan.FromMinutes(2));
        await cancelled.Task.WaitAsync(Patience);
        await SettleAsync();

        await NextAfter(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Delete_IsToldOnceWithTheLastSeenObject()
    {
        var last = Entity("a", version: "2");
        _informer.Set(Entity("a", version: "1"));
        _informer.Set(last);
        Run();
        await _script.NextAsync();

        _informer.Delete(last);

        var (call, entity) = await _script.NextAsync();
        call.ShouldBe("deleted a");
        entity.ShouldBeSameAs(last);
        await NothingFor(TimeSpan.FromDays(2));
    }

    [Fact]
    public async Task Delete_WhoseHandlingFails_IsToldAgain()
    {
        _script.OnDeleted = (_, _) => throw new InvalidOperationException("not yet");
        Run();
        _informer.Set(Entity("a"));
        await _script.NextAsync();
        _informer.Delete(Entity("a"));
        (await _script.NextAsync()).Call.ShouldBe("deleted a");
        _script.OnDeleted = (entity, _) => Task.FromResult(Result.Success(entity));

        (await NextAfter(TimeSpan.FromSeconds(1))).ShouldBe("deleted a");
        await NothingFor(TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task Delete_AndRecreateBeforeTheWorkerLooks_TellsTheOldOneAndReconcilesTheNewOne()
    {
        var release = await RunAndOccupyAsync();
        _informer.Set(Entity("a", uid: "old"));
        _informer.Delete(Entity("a", uid: "old"));
        _informer.Set(Entity("a", uid: "new"));

        release();

        await OldIsToldAndNewReconciledAsync();
    }

    [Fact]
    public async Task Delete_AndRecreateSeenAsOneChange_TellsTheOldOneAndReconcilesTheNewOne()
    {
        var release = await RunAndOccupyAsync();
        _informer.Set(Entity("a", uid: "old"));
        _informer.Set(Entity("a", uid: "new"));

        release();

        await OldIsToldAndNewReconciledAsync();
    }

    [Fact]
    public async Task Delete_WhoseHandlingFailsForGood_DoesNotHoldUpTheNamesake()
    {
        _script.OnDeleted = (_, _) => throw new TerminalException("never");
        var release = await RunAndOccupyAsync();
        _informer.Set(Entity("a", uid: "old"));
        _informer.Set(Entity("a", uid: "new"));

        release();

        await OldIsToldAndNewReconciledAsync();
        await NothingFor(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Delete_WhoseHandlingFails_DoesNotHoldUpTheNamesakeAndIsToldAgain()
    {
        _script.OnDeleted = (_, _) => throw new InvalidOperationException("not yet");
        var release = await RunAndOccupyAsync();
        _informer.Set(Entity("a", uid: "old"));
        _informer.Set(Entity("a", uid: "new"));

        release();

        await OldIsToldAndNewReconciledAsync();
        (await NextAfter(TimeSpan.FromSeconds(1))).ShouldBe("deleted a");
        (await _script.NextAsync()).Call.ShouldBe("reconcile a");
    }

    [Fact]
    public async Task Delete_WhoseHandlingHangs_LeavesTheNamesakeItsOwnTime()
    {
        _script.OnDeleted = async (entity, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, token);
            return Result.Success(entity);
        };
        var release = await RunAndOccupyAsync();
        _script.OnReconcile = (entity, token) =>
            token.IsCancellationRequested ? throw new OperationCanceledException(token) : Task.FromResult(Result.Success(entity));
        _informer.Set(Entity("a", uid: "old"));
        _informer.Set(Entity("a", uid: "new"));
        release();
        (await _script.NextAsync()).Call.ShouldBe("deleted a");

        _time.Advance(TimeSpan.FromMinutes(2));

        var (call, entity) = await _script.NextAsync();
        (call, entity.Metadata.Uid).ShouldBe(("reconcile a", "new"));
    }

    [Fact]
    public async Task Delete_BeforeTheWorkersRun_IsNotKept()
    {
        _informer.Set(Entity("a", uid: "old"));
        _informer.Set(Entity("a", uid: "new"));

        Run();

        (await _script.NextAsync()).Call.ShouldBe("reconcile a");
        await NothingFor(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Stop_LetsRunningReconcilesFinishAndTakesNoMore()
    {
        var finish = new TaskCompletionSource();
        CancellationToken seen = default;
        _script.OnReconcile = async (entity, token) =>
        {
            seen = token;
            await finish.Task;
            return Result.Success(entity);
        };
        Run();
        _informer.Set(Entity("a"));
        await _script.NextAsync();

        await _stopping.CancelAsync();
        _informer.Set(Entity("b"));
        _run.IsCompleted.ShouldBeFalse();
        seen.IsCancellationRequested.ShouldBeFalse();
        finish.SetResult();

        await _run.WaitAsync(Patience);
        _script.HasCalls.ShouldBeFalse();
    }

    [Fact]
    public async Task Abort_CancelsRunningReconciles()
    {
        _script.OnReconcile = async (entity, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, token);
            return Result.Success(entity);
        };
        Run();
        _informer.Set(Entity("a"));
        await _script.NextAsync();

        await _aborting.CancelAsync();

        await _run.WaitAsync(Patience);
    }

    [Fact]
    public async Task Stop_BeforeTheCachesAreComplete_Ends()
    {
        Run(synced: false);

        await _stopping.CancelAsync();

        await _run.WaitAsync(Patience);
    }

    [Fact]
    public async Task CheckWorkers_WithAReconcileThatIgnoresItsCancellation_NamesTheKey()
    {
        var finish = new TaskCompletionSource<Result>();
        _script.OnReconcile = (_, _) => finish.Task;
        Run();
        _informer.Set(Entity("a"));
        await _script.NextAsync();

        _time.Advance(TimeSpan.FromMinutes(3));
        _controller.CheckWorkers().ShouldBeNull();
        _time.Advance(TimeSpan.FromMinutes(2));

        _controller.CheckWorkers().ShouldNotBeNull().ShouldContain("default/a");
        finish.SetResult(Result.Success(Entity("a")));
    }

    private static V1ConfigMap Entity(string name, string uid = "1", string version = "1") => new()
    {
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = "default", Uid = uid, ResourceVersion = version },
    };

    private void Run(bool synced = true)
    {
        if (synced)
        {
            _synced.SetResult();
        }

        _run = _controller.RunAsync(_stopping.Token, _aborting.Token);
    }

    /// <summary>Runs with every worker busy until released, so that what changes meanwhile is seen all at once.</summary>
    private async Task<Action> RunAndOccupyAsync()
    {
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _script.OnReconcile = async (entity, _) =>
        {
            await released.Task;
            return Result.Success(entity);
        };
        Run();
        _informer.Set(Entity("busy1"));
        _informer.Set(Entity("busy2"));
        await _script.NextAsync();
        await _script.NextAsync();
        return released.SetResult;
    }

    private async Task OldIsToldAndNewReconciledAsync()
    {
        var (deleted, old) = await _script.NextAsync();
        deleted.ShouldBe("deleted a");
        old.Metadata.Uid.ShouldBe("old");
        var (reconciled, @new) = await _script.NextAsync();
        reconciled.ShouldBe("reconcile a");
        @new.Metadata.Uid.ShouldBe("new");
    }

    /// <summary>Waits until both workers are idle: what a reconcile leads to has then been scheduled.</summary>
    private Task SettleAsync() => Task.Run(async () =>
    {
        while (!_controller.IsIdle)
        {
            await Task.Yield();
        }
    }).WaitAsync(Patience);

    private async Task NothingFor(TimeSpan time)
    {
        await SettleAsync();
        _time.Advance(time);
        await SettleAsync();
        _script.HasCalls.ShouldBeFalse();
    }

    private async Task<string> NextAfter(TimeSpan time)
    {
        await SettleAsync();
        _time.Advance(time);
        return (await _script.NextAsync()).Call;
    }
}
