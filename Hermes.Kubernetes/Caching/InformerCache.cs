using Hermes.Kubernetes.Client;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace Hermes.Kubernetes.Caching;

/// <summary>The shared informers of a process: one per kind, namespaces, selectors and transform.</summary>
/// <param name="client">Lists and watches.</param>
/// <param name="timeProvider">The clock of every timeout and delay.</param>
/// <param name="loggerFactory">Where the informers log.</param>
/// <remarks>Guarantees: thread-safe; an informer asked for after <see cref="RunAsync"/> began is started at once.</remarks>
public sealed class InformerCache(IKubernetesClient client, TimeProvider timeProvider, ILoggerFactory loggerFactory)
{
    /// <summary>
    /// Whether every informer holds one complete list at least. An optional one counts once its first list has been answered, whatever
    /// the answer.
    /// </summary>
    public bool HasSynced { get; }

    /// <summary>The shared informer for these options.</summary>
    /// <typeparam name="TEntity">The kind.</typeparam>
    /// <param name="options">What to watch; null for everything.</param>
    public IInformer<TEntity> Get<TEntity>(InformerOptions<TEntity>? options = null)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException($"{client}{timeProvider}{loggerFactory}{options}{HasSynced}");

    /// <summary>Waits until <see cref="HasSynced"/>.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitForSyncAsync(CancellationToken cancellationToken) => Task.FromException(new NotSupportedException($"{HasSynced}"));

    /// <summary>Runs every informer until cancelled; once only.</summary>
    /// <param name="cancellationToken">Ends the run; it then returns without an exception.</param>
    public Task RunAsync(CancellationToken cancellationToken) => Task.FromException(new NotSupportedException($"{HasSynced}"));
}
