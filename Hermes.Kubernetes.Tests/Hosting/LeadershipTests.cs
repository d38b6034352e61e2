using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Hosting;
using Hermes.Kubernetes.Tests.Transport;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Hermes.Kubernetes.Tests.Hosting;

public sealed class LeadershipTests : IDisposable
{
    private readonly ServerFixture _fixture = new();
    private readonly HandLeadership _leadership = new();
    private readonly HandController _controller = new("one") { StopsAtOnce = false };
    private readonly InformerCache _informers;
    private readonly OperatorService _service;

    public LeadershipTests()
    {
        _informers = new InformerCache(_fixture.Client, _fixture.Time, NullLoggerFactory.Instance);
        _service = new OperatorService(
            _informers,
            [_controller],
            _leadership,
            Options.Create(new KubernetesOperatorOptions()),
            _fixture.Time,
            NullLogger<OperatorService>.Instance);
    }

    [Fact]
    public async Task Standby_HasWarmCachesAndRunsNoController()
    {
        _informers.Get<V1ConfigMap>();
        _fixture.Server.ThenLists(2, _ => """{"metadata":{"resourceVersion":"1"},"items":[]}""");

        await _service.StartAsync(CancellationToken.None);
        await _informers.WaitForSyncAsync(CancellationToken.None).WaitAsync(Patience.Limit);
        _controller.IsRunning.ShouldBeFalse();

        _leadership.Give();
        await _controller.StoppingAsync();

        var stopping = _service.StopAsync(CancellationToken.None);
        _controller.Finish();
        await stopping.WaitAsync(Patience.Limit);
        _leadership.HasResigned.ShouldBeTrue();
    }

    [Fact]
    public async Task Standby_ToldToStop_Stops()
    {
        await _service.StartAsync(CancellationToken.None);

        await _service.StopAsync(CancellationToken.None).WaitAsync(Patience.Limit);

        _controller.IsRunning.ShouldBeFalse();
    }

    /// <summary>Seen to fail with a loss that is taken for a stop: the reconcile went on for the drain timeout.</summary>
    [Fact]
    [Trait("Category", "Faults")]
    public async Task TwoLeadersWished_LeaseIsLost_ReconcilesAreAbortedAtOnce()
    {
        _leadership.Give();
        await _service.StartAsync(CancellationToken.None);
        (await _controller.StoppingAsync()).IsCancellationRequested.ShouldBeFalse();

        _leadership.Take();

        await _controller.Aborted;
        await _service.ExecuteTask!.WaitAsync(Patience.Limit);
    }

    [Fact]
    public void Liveness_WithADeadElection_Fails()
    {
        _service.Check().ShouldBeNull();

        _leadership.Fault = "the leader election has stood still for 00:01:00";

        _service.Check().ShouldBe(_leadership.Fault);
    }

    public void Dispose()
    {
        _service.Dispose();
        _leadership.Dispose();
        _fixture.Dispose();
    }
}
