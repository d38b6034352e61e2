using System.Diagnostics;
using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Entities;
using Hermes.Kubernetes.Queue;
using Hermes.Kubernetes.Telemetry;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;
using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;

namespace Hermes.Kubernetes.Controllers;

/// <summary>Runs an <see cref="IEntityController{TEntity}"/>: workers take keys from a queue and reconcile what the store holds under them.</summary>
internal sealed class Controller<TEntity> : IController, IDisposable
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly ControllerOptions _options;
    private readonly Func<CancellationToken, Task> _waitForSync;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly WorkQueue _queue;
    private readonly DeletedEntities<TEntity> _deleted = new();
    private readonly Reconciler<TEntity> _reconciler;
    private readonly ReconcileInstruments _instruments;
    private readonly string _kind = Reflector<TEntity>.Kind;
    private volatile bool _works;

    /// <summary>Makes a controller whose queue fills from now on; its workers start when it runs.</summary>
    /// <param name="options">How it runs.</param>
    /// <param name="controller">What reconciles.</param>
    /// <param name="entities">The kind that it is for.</param>
    /// <param name="waitForSync">Done when the caches that it reads are complete.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where it logs.</param>
    public Controller(
        ControllerOptions options,
        IEntityController<TEntity> controller,
        IInformer<TEntity> entities,
        Func<CancellationToken, Task> waitForSync,
        TimeProvider time,
        ILogger logger)
    {
        (_options, _waitForSync, _time, _logger) = (options, waitForSync, time, logger);
        _queue = new WorkQueue(
            options.Name, options.Backoff, time, options.Random, new KeyRateLimiter(options.Burst, options.BurstInterval, time));
        _reconciler = new(options.Name, controller, entities.Store, _deleted, options.ReconcileTimeout, time, logger);
        _instruments = new ReconcileInstruments(options.Name);
        entities.AddHandler(OnEntityChanged);
    }

    public string Name => _options.Name;

    /// <summary>Whether nothing is being reconciled or about to be.</summary>
    public bool IsIdle => _queue.IsIdle;

    public bool IsWorking => _works;

    public bool IsAtRest => _works && IsIdle;

    public void Enqueue(NamespacedName key) => _queue.Add(key);

    public async Task RunAsync(CancellationToken stopping, CancellationToken aborting)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, aborting);
        await using var shutDown = ending.Token.Register(_queue.ShutDown);
        try
        {
            await _waitForSync(ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return;
        }

        _logger.Starts(Name, _options.Workers);
        _works = true;
        try
        {
            var workers = Enumerable.Range(0, _options.Workers).Select(_ => WorkAsync(aborting));
            await Task.WhenAll(workers);
        }
        finally
        {
            _works = false;
        }

        _logger.Stopped(Name);
    }

    public string? CheckWorkers()
    {
        if (_queue.Oldest is not { } oldest)
        {
            return null;
        }

        // Once for deletions and once for what is there: a key that has not come back soon after that ignores its cancellation.
        var held = _time.GetElapsedTime(oldest.Since);
        return held <= 2.25 * _options.ReconcileTimeout
            ? null
            : $"the reconcile of {oldest.Key} has not come back for {held:c}, though cancelled after {_options.ReconcileTimeout:c}";
    }

    public void Dispose() => _queue.Dispose();

    private void OnEntityChanged(TEntity? former, TEntity? present)
    {
        if ((present ?? former) is not { } entity)
        {
            return;
        }

        var key = NamespacedName.Of(entity);

        // A name that was deleted and made anew between two looks arrives as one change: its UID tells. Before the workers run nothing is
        // kept: whoever was reconciling then, if anybody, hears of it there.
        if (_works && former is not null && former.Metadata.Uid != present?.Metadata.Uid && _deleted.Add(key, former) is { } forgotten)
        {
            _logger.DeletionForgotten(Name, key, forgotten.Metadata.Uid);
        }

        _queue.Add(key);
    }

    private async Task WorkAsync(CancellationToken aborting)
    {
        // On the context of whoever runs the controller, if there is one: as a rule there is none, and this is the thread pool.
        await Task.Yield();

        // What a reconcile is part of is its controller's to say, whatever was going on when the host was started.
        Activity.Current = null;
        try
        {
            while (await _queue.TakeAsync(CancellationToken.None) is { } key)
            {
                try
                {
                    await ProcessAsync(key, aborting);
                }
                finally
                {
                    _queue.Done(key);
                }
            }
        }
        catch
        {
            // A fault of the runtime itself, not of a reconcile: the other workers end, so that the operator hears of it.
            _queue.ShutDown();
            throw;
        }
    }

    private async Task ProcessAsync(NamespacedName key, CancellationToken aborting)
    {
        using var activity = RuntimeTelemetry.Source.StartActivity("reconcile", ActivityKind.Internal, _reconciler.TraceOf(key));
        activity?.SetTag("controller", Name).SetTag("kind", _kind).SetTag("k8s.namespace.name", key.Namespace).SetTag("k8s.object.name", key.Name);
        _instruments.Started();
        var started = _time.GetTimestamp();
        var outcome = await _reconciler.ReconcileAsync(key, aborting);
        var duration = _time.GetElapsedTime(started);
        _instruments.Ended(outcome.Result, duration);
        activity?.SetTag("result", ReconcileInstruments.NameOf(outcome.Result));
        if (outcome.Error is not null)
        {
            activity?.SetStatus(ActivityStatusCode.Error, outcome.Error);
        }

        Settle(key, outcome, duration);
    }

    /// <summary>Decides when a key is looked at again.</summary>
    private void Settle(NamespacedName key, ReconcileOutcome outcome, TimeSpan duration)
    {
        switch (outcome.Result)
        {
            case ReconcileResult.Success:
                _queue.Forget(key);
                if (!outcome.IsGone)
                {
                    _queue.AddAfter(key, AtLeastFirstDelay(outcome.RequeueAfter) ?? Jittered(_options.ResyncInterval));
                }

                _logger.Reconciled(Name, key, duration.TotalMilliseconds);
                break;
            case ReconcileResult.Failure or ReconcileResult.Timeout:
                var delay = _queue.Retry(key, AtLeastFirstDelay(outcome.RequeueAfter), DelayAskedByServer(outcome.Exception));
                _logger.Failed(outcome.Exception, Name, key, outcome.Error, delay);
                break;
            case ReconcileResult.Terminal:
                _queue.Forget(key);
                _logger.FailedForGood(outcome.Exception, Name, key, outcome.Error);
                break;
            default:
                break;
        }
    }

    // A controller that always asks for "at once" would spin.
    private TimeSpan? AtLeastFirstDelay(TimeSpan? delay) => delay < _options.Backoff.First ? _options.Backoff.First : delay;

    private TimeSpan DelayAskedByServer(Exception? exception) =>
        exception is KubernetesException { RetryAfter: { } wait } ? (wait < _options.Backoff.Longest ? wait : _options.Backoff.Longest) : default;

    private TimeSpan Jittered(TimeSpan interval) => interval * (0.9 + (_options.Random.NextDouble() * 0.2));
}
