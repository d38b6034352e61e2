using Hermes.DevCluster.Faults;
using Hermes.Kubernetes.Controllers;
using Hermes.Kubernetes.Tests.Controllers;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Result = Hermes.Kubernetes.Controllers.ReconciliationResult<k8s.Models.V1ConfigMap>;

namespace Hermes.Kubernetes.Tests.Faults;

/// <summary>
/// Clock jumps by an hour, either way: backoff and deadlines do not move. Each was seen to fail, one way at least, by a clock whose timestamps follow the time
/// of day (JumpingTime without its GetTimestamp), which is what whoever measures by GetUtcNow goes by.
/// </summary>
[Trait("Category", "Faults")]
public sealed class ClockJumpsTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(20);

    // Seen to fail when WorkQueue told what is due by the time of day: back by an hour, the retry did not come.
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Retry_ClockJumps_ComesWhenItsDelayHasPassed(int hours)
    {
        var time = new JumpingTime();
        var informer = new HandInformer<V1ConfigMap>();
        var script = new ScriptedController { OnReconcile = (entity, _) => Task.FromResult(Result.Success(entity, Delay)) };
        using var controller = new Controller<V1ConfigMap>(
            new ControllerOptions { Name = "jumps", Workers = 1 }, script, informer, _ => Task.CompletedTask, time, NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        var run = controller.RunAsync(stop.Token, CancellationToken.None);
        informer.Set(FaultyCluster.ConfigMap("a"));
        (await script.NextAsync()).Call.ShouldBe("reconcile a");
        await RestAsync(controller);

        time.Jump(TimeSpan.FromHours(hours));
        time.Advance(Delay - TimeSpan.FromSeconds(1));
        controller.IsIdle.ShouldBeTrue();
        time.Advance(TimeSpan.FromSeconds(1));

        (await script.NextAsync()).Call.ShouldBe("reconcile a");
        await stop.CancelAsync();
        await run.WaitAsync(Patience.Limit);
    }

    // Seen to fail when CallDeadline went by the time of day: ahead by an hour, the call was not sent again; back by one, it was given an hour.
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Call_ClockJumpsWhileItWaits_HasTheTimeThatIsLeft(int hours)
    {
        var time = new JumpingTime();
        await using var cluster = await FaultyCluster.StartAsync(time);
        await cluster.CreateAsync("a");
        using var fault = cluster.Strike("get", new Fault { Matches = static _ => true, Times = 1, Status = 503, RetryAfter = TimeSpan.FromSeconds(5) });

        var call = cluster.Client.GetAsync<V1ConfigMap>("a", FaultyCluster.Namespace, CancellationToken.None);
        var wait = await time.NextTimerAsync(due => due >= TimeSpan.FromSeconds(5) && due < TimeSpan.FromSeconds(7));
        time.Jump(TimeSpan.FromHours(hours));
        time.Advance(wait);

        (await call.WaitAsync(Patience.Limit)).ShouldNotBeNull();
        cluster.Requests("get")[1].Query.ShouldMatch("timeout=2[234]");
    }

    // Seen to fail when Reflector.WatchAsync told by the time of day how long a watch had lasted: ahead by an hour, a server that closed a
    // watch at once was asked again without a pause.
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Informer_ClockJumps_PausesAsEver(int hours)
    {
        var time = new JumpingTime();
        await using var cluster = await FaultyCluster.StartAsync(time);
        await cluster.CreateAsync("a");
        cluster.Follow();
        (await cluster.NextAsync()).ShouldBe("+a");
        await cluster.CreateAsync("b");
        (await cluster.NextAsync()).ShouldBe("+b");

        time.Jump(TimeSpan.FromHours(hours));
        cluster.Server.CloseWatches();
        var pause = await cluster.PassPauseAsync();
        await cluster.CreateAsync("c");

        pause.ShouldBeInRange(FaultyCluster.Times.FirstRetry / 2, FaultyCluster.Times.FirstRetry * 1.5);
        (await cluster.NextAsync()).ShouldBe("+c");
    }

    private static async Task RestAsync(Controller<V1ConfigMap> controller)
    {
        using var patience = new CancellationTokenSource(Patience.Limit, TimeProvider.System);
        while (!controller.IsIdle)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
