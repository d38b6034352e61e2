using System.Threading.Channels;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Entities;
using Hermes.Kubernetes.Telemetry;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace Hermes.Kubernetes.Caching;

/// <summary>The shared informers of a process: one per kind, namespaces, selectors and transform.</summary>
/// <param name="client">Lists and watches.</param>
/// <param name="timeProvider">The clock of every timeout and delay.</param>
/// <param name="loggerFactory">Where the informers log.</param>
/// <param name="namespaces">
/// What an informer of a namespaced kind watches where its options name no namespace; null or empty (default) for all.
/// </param>
/// <param name="random">Spreads the times at which the informers turn to the server; null (default) for the process's own.</param>
/// <remarks>Guarantees: thread-safe; an informer asked for after <see cref="RunAsync"/> began is started at once.</remarks>
public sealed class InformerCache(
    IKubernetesClient client, TimeProvider timeProvider, ILoggerFactory loggerFactory, IReadOnlyList<string>? namespaces = null, Random? random = null)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<InformerKey, IRunnableInformer> _informers = [];
    private readonly Channel<IRunnableInformer> _added = Channel.CreateUnbounded<IRunnableInformer>();
    private readonly ReflectorOptions _times = new() { Random = random ?? Random.Shared };
    private bool _ran;

    /// <summary>
    /// Whether every informer holds one complete list at least. An optional one counts once its first list has been answered, whatever
    /// the answer.
    /// </summary>
    public bool HasSynced => Array.TrueForAll(Informers(), informer => informer.HasSettled);

    /// <summary>The shared informer for these options.</summary>
    /// <typeparam name="TEntity">The kind.</typeparam>
    /// <param name="options">What to watch; null (default) for everything in the cache's namespaces.</param>
    public IInformer<TEntity> Get<TEntity>(InformerOptions<TEntity>? options = null)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        options ??= new InformerOptions<TEntity>();
        if (options.Namespaces.Count == 0 && namespaces is { Count: > 0 } && ResourceDefinition<TEntity>.ScopeOfKind() == EntityScope.Namespaced)
        {
            options = options with { Namespaces = namespaces };
        }

        var key = InformerKey.Of(options);
        lock (_lock)
        {
            if (_informers.TryGetValue(key, out var shared))
            {
                if (!options.Optional)
                {
                    shared.Require();
                }

                return (IInformer<TEntity>)shared;
            }

            var informer = new Informer<TEntity>(
                client, options, _times, timeProvider, loggerFactory.CreateLogger<Informer<TEntity>>());
            _informers.Add(key, informer);
            _added.Writer.TryWrite(informer);
            return informer;
        }
    }

    /// <summary>Waits until the informers asked for so far have synced, as <see cref="HasSynced"/> counts.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitForSyncAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Informers().Select(informer => informer.WaitUntilSettledAsync(cancellationToken)));

    /// <summary>The kinds whose handlers have been hearing of one change for longer than a limit.</summary>
    internal IReadOnlyList<string> FindStuck(TimeSpan limit) =>
        [.. Informers().Where(informer => informer.Handling > limit).Select(informer => informer.Kind)];

    /// <summary>Runs every informer until cancelled, on the caller's context where that has one; once only.</summary>
    /// <param name="cancellationToken">Ends the run; it then returns without an exception.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _ran, true))
        {
            throw new InvalidOperationException("The informers were run already.");
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task> runs = [];
        try
        {
            while (await _added.Reader.WaitToReadAsync(stop.Token))
            {
                while (_added.Reader.TryRead(out var informer))
                {
                    runs.Add(RunOneAsync(informer, stop.CancelAsync, stop.Token));
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The end of a run is no failure; the informers below tell if there was one.
        }

        await Task.WhenAll(runs);
    }

    /// <summary>Runs one informer; a fault in it, which is a bug, ends all of them rather than leaving a store behind the times.</summary>
    private static async Task RunOneAsync(IRunnableInformer informer, Func<Task> stopAll, CancellationToken stopped)
    {
        using var observed = InformerInstruments.Observe(informer.Kind, () => informer.Lag);
        try
        {
            await informer.RunAsync(stopped);
        }
        catch
        {
            await stopAll();
            throw;
        }
    }

    private IRunnableInformer[] Informers()
    {
        lock (_lock)
        {
            return [.. _informers.Values];
        }
    }
}
