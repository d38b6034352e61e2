using Hermes.Benchmarks.Runs;
using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Client;
using k8s;
using k8s.Models;

namespace Hermes.Benchmarks.Drift;

/// <inheritdoc cref="IDeletedChildren"/>
internal sealed class DeletedChildren<TEntity> : IDeletedChildren
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly IKubernetesClient _client;
    private readonly string _namespace;
    private readonly TimeProvider _time;
    private readonly IInformer<TEntity> _informer;
    private volatile AwaitedChild? _awaited;

    /// <param name="informers">Watches the namespace; not yet run.</param>
    /// <param name="client">Deletes.</param>
    /// <param name="namespace">Where the children are.</param>
    /// <param name="kind">Their kind.</param>
    /// <param name="time">The clock.</param>
    public DeletedChildren(InformerCache informers, IKubernetesClient client, string @namespace, string kind, TimeProvider time)
    {
        (_client, _namespace, Kind, _time) = (client, @namespace, kind, time);
        _informer = informers.Get<TEntity>();
        _informer.AddHandler((_, present) => See(present));
    }

    public string Kind { get; }

    public IReadOnlyList<string> Names => [.. _informer.Store.List().Select(child => child.Metadata.Name).Order(StringComparer.Ordinal)];

    public Task WaitForSyncAsync(CancellationToken cancellationToken) => _informer.WaitForSyncAsync(cancellationToken);

    public async Task<TimeSpan> DeleteAsync(string name, CancellationToken cancellationToken)
    {
        var child = _informer.Store.Get(name, _namespace) ?? throw new BenchmarkException($"{Kind} {name} is not there");
        var awaited = new AwaitedChild(name, child.Metadata.Uid);
        _awaited = awaited;
        var start = _time.GetTimestamp();
        if (!await _client.DeleteAsync<TEntity>(name, _namespace, new Preconditions(Uid: child.Metadata.Uid), cancellationToken))
        {
            throw new BenchmarkException($"{Kind} {name} is not there");
        }

        try
        {
            return _time.GetElapsedTime(start, await awaited.Back.Task.WaitAsync(Patience.For(1), _time, cancellationToken));
        }
        catch (TimeoutException exception)
        {
            throw new BenchmarkException($"{Kind} {name} is not back after {Patience.For(1):c}", exception);
        }
    }

    private void See(TEntity? present)
    {
        if (present is not null && _awaited is { } awaited && present.Metadata.Name == awaited.Name && present.Metadata.Uid != awaited.Uid)
        {
            awaited.Back.TrySetResult(_time.GetTimestamp());
        }
    }

    private sealed record AwaitedChild(string Name, string Uid)
    {
        /// <summary>When another of its name was seen, as a timestamp.</summary>
        public TaskCompletionSource<long> Back { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
