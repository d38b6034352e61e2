using System.Runtime.CompilerServices;
using Hermes.Demo.Runs;
using Hermes.Demo.Snapshots;
using Hermes.Demo.Tests.Rendering;
using Microsoft.Extensions.Time.Testing;

namespace Hermes.Demo.Tests.Runs;

public sealed class OnceRunTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task RunAsync_OnceAllIsReady_PrintsTheTreeAndSucceeds()
    {
        var notYet = Samples.Of(Samples.ReadyApp with { IsObserved = false });

        (await RunAsync(EndlessAsync([notYet, Samples.Of(Samples.ReadyApp)]))).ShouldBe(0);

        _output.ToString().Split("default/web  Ready").Length.ShouldBe(2, "the tree is printed once");
        _error.ToString().ShouldBeEmpty();
    }

    [Fact]
    public async Task RunAsync_WhenTimeIsUp_PrintsTheTreeAndTheReasonsAndFails()
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var missing = Samples.ReadyApp with { Name = "shy", Children = [new ChildSnapshot { Kind = "Ingress", Name = "shy", State = "Applied" }] };
        var silent = new AppSnapshot { Namespace = "default", Name = "new" };
        var run = RunAsync(EndlessAsync([Samples.Of(Samples.ReadyApp, Samples.StuckApp, missing, silent)], seen));
        await seen.Task.WaitAsync(Patience);

        _time.Advance(TimeSpan.FromSeconds(60));

        (await run.WaitAsync(Patience)).ShouldBe(1);
        _output.ToString().ShouldContain("shop/cart  Conflict\n");
        _error.ToString().ShouldBe("""
            shop/cart: not ready after 60 s: Conflict: Service cart is not ours
            default/shy: not ready after 60 s: Ingress/shy cannot be found
            default/new: not ready after 60 s: the operator has not answered for its spec

            """);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task RunAsync_WithoutTheTelemetry_WaitsForItAndFails(int requests, bool hasRollout)
    {
        var telemetry = Samples.Telemetry with { Requests = requests, Rollouts = hasRollout ? Samples.Telemetry.Rollouts : [] };
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var run = RunAsync(EndlessAsync([Samples.Of(Samples.ReadyApp with { TraceId = "t" }) with { Telemetry = telemetry }], seen));
        await seen.Task.WaitAsync(Patience);

        _time.Advance(TimeSpan.FromSeconds(60));

        (await run.WaitAsync(Patience)).ShouldBe(1);
        _error.ToString().ShouldBe("the telemetry of the sample service and of the rollouts has not all come after 60 s\n");
    }

    [Fact]
    public async Task RunAsync_WithoutAnAnswer_SaysSoAndFails()
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var run = RunAsync(EndlessAsync([], seen));
        await seen.Task.WaitAsync(Patience);

        _time.Advance(TimeSpan.FromSeconds(60));

        (await run.WaitAsync(Patience)).ShouldBe(1);
        _error.ToString().ShouldBe("nothing could be read from the cluster after 60 s\n");
    }

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    private Task<int> RunAsync(IAsyncEnumerable<DemoSnapshot> snapshots) =>
        new OnceRun(_output, _error, _time).RunAsync(snapshots, TimeSpan.FromSeconds(60), CancellationToken.None);

    // As a cluster: after the last change comes nothing, not an end.
    private static async IAsyncEnumerable<DemoSnapshot> EndlessAsync(
        DemoSnapshot[] snapshots, TaskCompletionSource? seen = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var snapshot in snapshots)
        {
            await Task.Yield();
            yield return snapshot;
        }

        seen?.SetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }
}
