using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Controllers;
using Hermes.Kubernetes.Hosting;
using Hermes.Kubernetes.LeaderElection;
using Hermes.Kubernetes.Tests.Events;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Hermes.Kubernetes.Tests.Hosting;

public sealed class OperatorServiceTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private OperatorService? _service;

    public void Dispose() => _service?.Dispose();

    [Fact]
    public async Task Stop_WithAReconcileUnderWay_LetsItFinishUntilTheDrainTimeout()
    {
        var controller = new HandController("slow") { StopsAtOnce = false };
        var service = Start(controller);
        var stopped = await controller.StoppingAsync();

        var stopping = service.StopAsync(CancellationToken.None);
        stopped.IsCancellationRequested.ShouldBeTrue();
        _time.Advance(TimeSpan.FromSeconds(9));
        controller.IsAborted.ShouldBeFalse();
        await AdvanceUntilAsync(() => controller.IsAborted);

        await controller.Aborted;
        await stopping.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Stop_WithAReconcileThatIgnoresItsCancellation_LeavesIt()
    {
        var controller = new HandController("deaf") { StopsAtOnce = false, IgnoresAbort = true };
        var service = Start(controller);
        await controller.StoppingAsync();

        var stopping = service.StopAsync(CancellationToken.None);
        await AdvanceUntilAsync(() => stopping.IsCompleted);

        controller.IsAborted.ShouldBeTrue();
        await stopping;
        service.Check().ShouldBeNull();
        controller.Fail("at last");
    }

    [Fact]
    public async Task Fault_InOneController_EndsTheOthersAndIsNotLive()
    {
        var broken = new HandController("broken");
        var other = new HandController("other");
        var service = Start(broken, other);
        await other.StoppingAsync();
        service.Check().ShouldBeNull();

        broken.Fail("a bug");

        await Should.ThrowAsync<InvalidOperationException>(service.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(30)));
        (await other.StoppingAsync()).IsCancellationRequested.ShouldBeTrue();
        service.Check().ShouldBe("ended by a fault: a bug");
    }

    [Fact]
    public void Controllers_OfOneName_AreRefused() =>
        Should.Throw<InvalidOperationException>(() => Create(new HandController("a"), new HandController("a"))).Message.ShouldContain("named a");

    private OperatorService Start(params IController[] controllers)
    {
        var service = Create(controllers);
        service.StartAsync(CancellationToken.None).IsCompletedSuccessfully.ShouldBeTrue();
        return service;
    }

    private OperatorService Create(params IController[] controllers) => _service = new OperatorService(
        new InformerCache(new ScriptedClient(), _time, NullLoggerFactory.Instance),
        controllers,
        new SoleReplica(),
        Options.Create(new KubernetesOperatorOptions()),
        _time,
        NullLogger<OperatorService>.Instance);

    // The timeout begins a moment after the stop.
    private Task AdvanceUntilAsync(Func<bool> condition) => Task.Run(async () =>
    {
        while (!condition())
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }).WaitAsync(TimeSpan.FromSeconds(30));
}
