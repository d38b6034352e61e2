using Hermes.Kubernetes.Controllers;
using Hermes.Kubernetes.Tests.Controllers;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Result = Hermes.Kubernetes.Controllers.ReconciliationResult<k8s.Models.V1ConfigMap>;

namespace Hermes.Kubernetes.Tests.Faults;

/// <summary>One key failing for ever, one key hot: the others don't notice. One worker, so that whoever holds it holds up all.</summary>
[Trait("Category", "Faults")]
public sealed class FailingAndHotKeyTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private readonly HandInformer<V1ConfigMap> _informer = new();
    private readonly ScriptedController _script = new();
    private readonly CancellationTokenSource _stop = new();
    private Controller<V1ConfigMap> _controller = null!;
    private Task _run = Task.CompletedTask;

    // Seen to fail when the worker waited out the backoff itself (Controller.Settle) in the place of the queue: no other key was reconciled.
    [Fact]
    public async Task Controller_OneKeyFailsForEver_ReconcilesTheOthersAtOnce()
    {
        _script.OnReconcile = (entity, _) => entity.Metadata.Name == "failing"
            ? throw new InvalidOperationException("as ever")
            : Task.FromResult(Result.Success(entity));
        _informer.Set(FaultyCluster.ConfigMap("failing"));
        (await _script.NextAsync()).Call.ShouldBe("reconcile failing");

        for (var i = 0; i < 50; i++)
        {
            _informer.Set(FaultyCluster.ConfigMap($"other-{i}"));
            (await _script.NextAsync()).Call.ShouldBe($"reconcile other-{i}");
        }
    }

    // Seen to fail when the worker went on with a key that had been added meanwhile, without a turn for the others: they never came.
    [Fact]
    public async Task Controller_OneKeyChangesAllTheTime_TakesTheOthersInTurn()
    {
        _script.OnReconcile = (entity, _) =>
        {
            if (entity.Metadata.Name == "hot")
            {
                _informer.Set(FaultyCluster.ConfigMap("hot"));
            }

            return Task.FromResult(Result.Success(entity));
        };
        _informer.Set(FaultyCluster.ConfigMap("hot"));
        (await _script.NextAsync()).Call.ShouldBe("reconcile hot");

        for (var i = 0; i < 50; i++)
        {
            _informer.Set(FaultyCluster.ConfigMap($"other-{i}"));
            await UntilAsync($"reconcile other-{i}");
        }
    }

    public Task InitializeAsync()
    {
        _controller = new Controller<V1ConfigMap>(
            new ControllerOptions { Name = "fair", Workers = 1 }, _script, _informer, _ => Task.CompletedTask, _time, NullLogger.Instance);
        _run = _controller.RunAsync(_stop.Token, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.WaitAsync(Patience.Limit);
        _controller.Dispose();
        _stop.Dispose();
    }

    private async Task UntilAsync(string call)
    {
        using var patience = new CancellationTokenSource(Patience.Limit, TimeProvider.System);
        while ((await _script.NextAsync()).Call != call)
        {
            patience.Token.ThrowIfCancellationRequested();
        }
    }
}
