using System.Diagnostics;
using System.Threading.Channels;
using Hermes.Kubernetes.Controllers;
using k8s.Models;

namespace Hermes.Kubernetes.Tests.Controllers;

/// <summary>A controller that does what the test says, and tells the test what it was called with.</summary>
internal sealed class ScriptedController : IEntityController<V1ConfigMap>
{
    private readonly Channel<(string Verb, V1ConfigMap Entity)> _calls = Channel.CreateUnbounded<(string, V1ConfigMap)>();

    public Func<V1ConfigMap, CancellationToken, Task<ReconciliationResult<V1ConfigMap>>> OnReconcile { get; set; } =
        (entity, _) => Task.FromResult(ReconciliationResult<V1ConfigMap>.Success(entity));

    public Func<V1ConfigMap, CancellationToken, Task<ReconciliationResult<V1ConfigMap>>> OnDeleted { get; set; } =
        (entity, _) => Task.FromResult(ReconciliationResult<V1ConfigMap>.Success(entity));

    public Func<V1ConfigMap, ActivityContext> OnTrace { get; set; } = _ => default;

    public bool HasCalls => _calls.Reader.TryPeek(out _);

    public ActivityContext TraceOf(V1ConfigMap entity) => OnTrace(entity);

    public Task<ReconciliationResult<V1ConfigMap>> ReconcileAsync(V1ConfigMap entity, CancellationToken cancellationToken)
    {
        _calls.Writer.TryWrite(("reconcile", entity));
        return OnReconcile(entity, cancellationToken);
    }

    public Task<ReconciliationResult<V1ConfigMap>> DeletedAsync(V1ConfigMap entity, CancellationToken cancellationToken)
    {
        _calls.Writer.TryWrite(("deleted", entity));
        return OnDeleted(entity, cancellationToken);
    }

    /// <summary>The next call, such as <c>reconcile a</c>, and what it was called with.</summary>
    public async Task<(string Call, V1ConfigMap Entity)> NextAsync()
    {
        var (verb, entity) = await _calls.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        return ($"{verb} {entity.Metadata.Name}", entity);
    }
}
