using Hermes.Kubernetes.Controllers;
using Hermes.Kubernetes.Tests.Controllers;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Result = Hermes.Kubernetes.Controllers.ReconciliationResult<k8s.Models.V1ConfigMap>;

namespace Hermes.Kubernetes.Tests.Telemetry;

public sealed class ControllerMetricsTests
{
    [Fact]
    public async Task Metrics_OfASuccessAndAFailure_CountThemAndReturnToRest()
    {
        using var metrics = new Sums("metrics-test");
        var time = new FakeTimeProvider();
        var informer = new HandInformer<V1ConfigMap>();
        var script = new ScriptedController();
        using var controller = new Controller<V1ConfigMap>(
            new ControllerOptions { Name = "metrics-test", Workers = 1 }, script, informer, _ => Task.CompletedTask, time, NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        var run = controller.RunAsync(stop.Token, CancellationToken.None);

        informer.Set(new V1ConfigMap { Metadata = new V1ObjectMeta { Name = "good" } });
        await script.NextAsync();
        script.OnReconcile = (entity, _) => Task.FromResult(Result.Failure(entity, "no"));
        informer.Set(new V1ConfigMap { Metadata = new V1ObjectMeta { Name = "bad" } });
        await script.NextAsync();
        await stop.CancelAsync();
        await run.WaitAsync(TimeSpan.FromSeconds(30));

        metrics["hermes.controller.queue.adds"].ShouldBe(2);
        metrics["hermes.controller.queue.depth"].ShouldBe(0);
        metrics["hermes.controller.queue.retries"].ShouldBe(1);
        metrics["hermes.controller.reconcile.active"].ShouldBe(0);
        metrics["hermes.controller.reconcile.count result=success"].ShouldBe(1);
        metrics["hermes.controller.reconcile.count result=failure"].ShouldBe(1);
    }
}
