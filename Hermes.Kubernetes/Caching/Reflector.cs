using System.Net;
using System.Reflection;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Entities;
using Hermes.Kubernetes.Telemetry;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;
using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;

namespace Hermes.Kubernetes.Caching;

/// <summary>
/// Keeps one reflection in step with one collection, for ever: list, watch from there, resume where a watch broke off, and list again
/// only when the server has forgotten that version. Never throws but for cancellation.
/// </summary>
internal sealed class Reflector<TEntity>(
    IKubernetesClient client,
    ListOptions collection,
    IReflection<TEntity> reflection,
    ReflectorOptions options,
    TimeProvider timeProvider,
    ILogger logger)
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    private static readonly string Kind =
        typeof(TEntity).GetCustomAttribute<KubernetesEntityAttribute>()?.Kind ?? typeof(TEntity).Name;

    private readonly JitteredBackoff _backoff = new(options.FirstRetry, options.LongestRetry);
    private string? _version;
    private long _tried;
    private bool _absent;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            TimeSpan pause;
            _tried = timeProvider.GetTimestamp();
            try
            {
                if (_version is null)
                {
                    await ListAsync(cancellationToken);
                }

                pause = await WatchAsync(_version!, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever fails, the store must catch up in the end: the loop is the only thing that can do it.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                pause = Judge(failure);
            }

            await PauseAsync(pause, cancellationToken);
        }
    }

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        List<UnreadableObject> unreadable = [];
        var list = await client.ListAsync<TEntity>(collection with { OnUnreadable = unreadable.Add }, cancellationToken);
        if (_absent)
        {
            _absent = false;
            ReflectorLog.ServedAgain(logger, Kind);
        }

        unreadable.ForEach(Report);
        reflection.Replace(collection.Namespace, list.Items, unreadable);
        _version = list.ResourceVersion;
        reflection.Answered(collection.Namespace, served: true);
        ReflectorLog.Listed(logger, Kind, list.Items.Count, list.ResourceVersion);
    }

    /// <returns>How long to wait before the watch is resumed.</returns>
    private async Task<TimeSpan> WatchAsync(string from, CancellationToken cancellationToken)
    {
        var start = timeProvider.GetTimestamp();
        var watch = new WatchOptions
        {
            Namespace = collection.Namespace,
            LabelSelector = collection.LabelSelector,
            FieldSelector = collection.FieldSelector,
            OmitManagedFields = collection.OmitManagedFields,
            ResourceVersion = from,
            Timeout = options.WatchTimeout * (1 + Random.Shared.NextDouble()),
            IdleLimit = options.IdleLimit,
            OnUnreadable = TakeUnreadable,
        };

        await foreach (var change in client.WatchAsync<TEntity>(watch, cancellationToken))
        {
            if (change.Type != WatchEventType.Bookmark)
            {
                reflection.Apply(change);
            }

            Advance(change.Object.Metadata.ResourceVersion);
        }

        ClientInstruments.WatchEnded(Kind, "ended");
        var lasted = timeProvider.GetElapsedTime(start);
        ReflectorLog.WatchEnded(logger, Kind, lasted);
        return lasted >= options.ShortestWatch ? TimeSpan.Zero : _backoff.Next();
    }

    private void TakeUnreadable(UnreadableObject change)
    {
        if (change.Event != WatchEventType.Bookmark)
        {
            Report(change);
            reflection.ApplyUnreadable(change);
        }

        Advance(change.ResourceVersion);
    }

    private void Report(UnreadableObject unreadable)
    {
        ClientInstruments.Unreadable(Kind);
        ReflectorLog.Unreadable(
            logger, Kind, new NamespacedName(unreadable.Namespace, unreadable.Name), unreadable.ResourceVersion, unreadable.Fault);
    }

    private void Advance(string? version)
    {
        _version = version ?? _version;
        _backoff.Reset();
    }

    /// <summary>Decides what a failure says of the version held and of the kind.</summary>
    /// <returns>How long to wait.</returns>
    private TimeSpan Judge(Exception failure)
    {
        var refusal = failure as KubernetesException;
        ClientInstruments.WatchEnded(Kind, refusal is null ? "broken" : "refused");
        if (refusal?.StatusCode == HttpStatusCode.NotFound)
        {
            _version = null;
            reflection.Answered(collection.Namespace, served: false);
            if (!_absent)
            {
                _absent = true;
                ReflectorLog.NotServed(logger, Kind);
            }

            return JitteredBackoff.Jitter(options.AbsentRetry);
        }

        if (timeProvider.GetElapsedTime(_tried) > options.LongestRetry)
        {
            // It worked for a while: this is not one more of the failures before.
            _backoff.Reset();
        }

        var pause = _backoff.Next();
        if (_version is null)
        {
            reflection.Answered(collection.Namespace, served: null);
        }
        else if (refusal is { StatusCode: HttpStatusCode.Gone } or { StatusCode: HttpStatusCode.BadRequest } or { IsResourceVersionTooLarge: true })
        {
            _version = null;
            ReflectorLog.VersionLost(logger, Kind, failure.Message);
            return pause;
        }

        if (refusal?.RetryAfter is { } asked && asked > pause)
        {
            pause = asked < options.LongestRetryAfter ? asked : options.LongestRetryAfter;
        }

        if (failure is TimeoutException && _version is not null)
        {
            ReflectorLog.Silent(logger, Kind, failure.Message);
        }
        else
        {
            ReflectorLog.Failed(logger, Kind, pause, failure);
        }

        return pause;
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        if (pause > TimeSpan.Zero)
        {
            await Task.Delay(pause, timeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
