using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Entities;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace Hermes.Kubernetes.Caching;

/// <inheritdoc cref="IInformer{TEntity}"/>
internal sealed class Informer<TEntity> : IInformer<TEntity>, IRunnableInformer, IReflection<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly ResourceStore<TEntity> _store = new();
    private readonly Func<TEntity, TEntity>? _transform;
    private readonly ILogger _logger;
    private readonly IReadOnlyList<Reflector<TEntity>> _reflectors;

    // Held while the store changes and the handlers hear of it, so that all of them see one order.
    private readonly DispatchLock _dispatch;
    private readonly HashSet<string> _unsynced;
    private readonly HashSet<string> _unanswered;
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Action<TEntity?, TEntity?>[] _handlers = [];
    private Action[] _servedHandlers = [];
    private volatile bool _optional;
    private volatile bool _started;
    private volatile object? _served;

    public Informer(
        IKubernetesClient client,
        InformerOptions<TEntity> options,
        ReflectorOptions times,
        TimeProvider timeProvider,
        ILogger logger)
    {
        _transform = options.Transform;
        _optional = options.Optional;
        _logger = logger;
        _dispatch = new DispatchLock(timeProvider);
        string?[] namespaces = options.Namespaces.Count == 0 ? [null] : [.. options.Namespaces.Distinct(StringComparer.Ordinal)];
        _unsynced = [.. namespaces.Select(Scope)];
        _unanswered = [.. _unsynced];
        _reflectors =
        [
            .. namespaces.Select(@namespace => new Reflector<TEntity>(
                client,
                new ListOptions
                {
                    Namespace = @namespace,
                    LabelSelector = options.LabelSelector,
                    FieldSelector = options.FieldSelector,
                    OmitManagedFields = true,

                    // The watch cache serves a list without a limit. A limited one goes to etcd while that cache is filled, and the watch
                    // from the version it tells is then refused as too old.
                    PageSize = null,
                },
                this,
                times,
                timeProvider,
                logger)),
        ];
    }

    public IResourceStore<TEntity> Store => _store;

    public bool HasSynced => _synced.Task.IsCompleted;

    public bool? IsServed => (bool?)_served;

    public bool HasSettled => HasSynced || (_optional && _answered.Task.IsCompleted);

    public string Kind => Reflector<TEntity>.Kind;

    public TimeSpan Lag => _reflectors.Max(static reflector => reflector.Lag);

    public TimeSpan? Handling => _dispatch.Held;

    public void Require() => _optional = false;

    public void AddIndex(string name, Func<TEntity, IEnumerable<string>> values)
    {
        using (_dispatch.Enter())
        {
            if (_started)
            {
                throw new InvalidOperationException($"The index '{name}' comes too late: the informer runs.");
            }

            _store.AddIndex(name, values);
        }
    }

    public void AddHandler(Action<TEntity?, TEntity?> handler)
    {
        using (_dispatch.Enter())
        {
            _handlers = [.. _handlers, handler];
            foreach (var entity in _store.List())
            {
                Tell(handler, null, entity);
            }
        }
    }

    public void AddServedHandler(Action handler)
    {
        using (_dispatch.Enter())
        {
            _servedHandlers = [.. _servedHandlers, handler];
        }
    }

    public Task WaitForSyncAsync(CancellationToken cancellationToken) => _synced.Task.WaitAsync(cancellationToken);

    public Task WaitUntilSettledAsync(CancellationToken cancellationToken) =>
        (_optional ? Task.WhenAny(_synced.Task, _answered.Task) : _synced.Task).WaitAsync(cancellationToken);

    public Task RunAsync(CancellationToken cancellationToken)
    {
        using (_dispatch.Enter())
        {
            _started = true;
        }

        return Task.WhenAll(_reflectors.Select(reflector => reflector.RunAsync(cancellationToken)));
    }

    public void Replace(string? @namespace, IReadOnlyList<TEntity> listed, IReadOnlyList<UnreadableObject> unreadable)
    {
        using (_dispatch.Enter())
        {
            var present = new HashSet<NamespacedName>(listed.Count);
            foreach (var entity in unreadable)
            {
                // There, if not legible: what is known of it stays.
                present.Add(new NamespacedName(entity.Namespace, entity.Name));
                RemoveNamesake(entity);
            }

            // As a watch would have told them: whoever heard of one version can take it that all before it have been told.
            foreach (var entity in listed.OrderBy(static entity => ResourceVersions.Number(entity.Metadata.ResourceVersion) ?? 0))
            {
                present.Add(NamespacedName.Of(entity));
                Put(entity);
            }

            foreach (var former in _store.List())
            {
                if (InScope(former, @namespace) && !present.Contains(NamespacedName.Of(former)))
                {
                    Remove(former, former);
                }
            }

            _unsynced.Remove(Scope(@namespace));
            if (_unsynced.Count == 0)
            {
                _synced.TrySetResult();
            }
        }
    }

    public void Apply(WatchEvent<TEntity> change)
    {
        using (_dispatch.Enter())
        {
            var entity = change.Object;
            if (change.Type != WatchEventType.Deleted)
            {
                Put(entity);
            }
            else if (Find(entity) is { } former && !IsAnother(former, entity.Metadata.Uid))
            {
                Remove(former, Slim(entity));
            }
        }
    }

    public void ApplyUnreadable(UnreadableObject change)
    {
        using (_dispatch.Enter())
        {
            if (change.Event != WatchEventType.Deleted)
            {
                RemoveNamesake(change);
            }
            else if (_store.Get(change.Name, change.Namespace) is { } former && !IsAnother(former, change.Uid))
            {
                Remove(former, former);
            }
        }
    }

    public void Answered(string? @namespace, bool? served)
    {
        using (_dispatch.Enter())
        {
            var isNews = served is not null && served != IsServed;
            if (isNews)
            {
                _served = served;
            }

            _unanswered.Remove(Scope(@namespace));
            if (_unanswered.Count == 0)
            {
                _answered.TrySetResult();
            }

            foreach (var handler in isNews ? _servedHandlers : [])
            {
                Tell((_, _) => handler(), null, null);
            }
        }
    }

    private void Put(TEntity entity)
    {
        var former = Find(entity);
        if (former is not null && IsAnother(former, entity.Metadata.Uid))
        {
            // Deleted and made anew between two looks: whoever keeps state by identity must hear of both.
            Remove(former, former);
            former = null;
        }

        if (former is not null && former.Metadata.ResourceVersion == entity.Metadata.ResourceVersion)
        {
            return;
        }

        var present = Slim(entity);
        _store.Set(present);
        TellAll(former, present);
    }

    /// <param name="former">What the store holds.</param>
    /// <param name="last">The object's last state, which only a watch tells.</param>
    private void Remove(TEntity former, TEntity last)
    {
        _store.Remove(NamespacedName.Of(former));
        TellAll(last, null);
    }

    /// <summary>An object that cannot be read tells one thing at least: whether the one held under its name is gone.</summary>
    private void RemoveNamesake(UnreadableObject present)
    {
        if (_store.Get(present.Name, present.Namespace) is { } former && IsAnother(former, present.Uid))
        {
            Remove(former, former);
        }
    }

    private TEntity? Find(TEntity entity)
    {
        var key = NamespacedName.Of(entity);
        return _store.Get(key.Name, key.Namespace);
    }

    private TEntity Slim(TEntity entity)
    {
        entity.Metadata.ManagedFields = null;
        return _transform is null ? entity : _transform(entity);
    }

    private void TellAll(TEntity? former, TEntity? present)
    {
        foreach (var handler in _handlers)
        {
            Tell(handler, former, present);
        }
    }

    private void Tell(Action<TEntity?, TEntity?> handler, TEntity? former, TEntity? present)
    {
        try
        {
            handler(former, present);
        }
#pragma warning disable CA1031 // One handler's fault must not stop the store, nor the handlers after it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            ReflectorLog.HandlerThrew(_logger, Kind, failure);
        }
    }

    // A transform may drop the UID: the name is all there is then.
    private static bool IsAnother(TEntity former, string? uid) => former.Metadata.Uid is { } known && uid is not null && known != uid;

    private static bool InScope(TEntity entity, string? @namespace) =>
        @namespace is null || entity.Metadata.NamespaceProperty == @namespace;

    private static string Scope(string? @namespace) => @namespace ?? "";
}
