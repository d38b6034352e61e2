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
    public static string Kind { get; } =
        typeof(TEntity).GetCustomAttribute<KubernetesEntityAttribute>()?.Kind ?? typeof(TEntity).Name;

    private readonly JitteredBackoff _backoff = new(options.FirstRetry, options.LongestRetry, options.Random);
    private string? _version;

    // Of the watch under way: when the server accepted it, and whether anything has come of it.
    private long? _opened;
    private bool _heard;

    // For how long watches were open since anything came of one.
    private TimeSpan _deaf;
    private bool _hasOnlyListed;
    private bool _hasRelistedAtOnce;
    private bool _isSlow;
    private bool _absent;
    private long _inStep = timeProvider.GetTimestamp();

    /// <summary>How long ago the reflection was last in step with the server; at first, since when it is not.</summary>
    public TimeSpan Lag => timeProvider.GetElapsedTime(Volatile.Read(ref _inStep));

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            TimeSpan pause;
            (_opened, _heard) = (null, false);
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

            ForgetWhenDeaf();
            await PauseAsync(pause, cancellationToken);
        }
    }

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        List<UnreadableObject> unreadable = [];
        var what = collection with { OnUnreadable = unreadable.Add, PageSize = _isSlow ? options.PageSizeWhenSlow : collection.PageSize };
        var list = await client.ListAsync<TEntity>(what, cancellationToken);
        if (_absent)
        {
            _absent = false;
            ReflectorLog.ServedAgain(logger, Kind);
        }

        unreadable.ForEach(Report);
        reflection.Replace(collection.Namespace, list.Items, unreadable);
        _version = list.ResourceVersion;
        IsInStep();
        (_hasOnlyListed, _isSlow, _deaf) = (true, false, TimeSpan.Zero);
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
            Timeout = options.WatchTimeout * (1 + options.Random.NextDouble()),
            IdleLimit = options.IdleLimit,
            OnOpened = () => _opened = IsInStep(),
            OnUnreadable = TakeUnreadable,
        };

        await foreach (var change in client.WatchAsync<TEntity>(watch, cancellationToken))
        {
            var version = change.Object.Metadata.ResourceVersion;
            if (ResourceVersions.IsBefore(version, _version))
            {
                // Only a restored etcd goes back in time: nothing held is certain then.
                ClientInstruments.WatchEnded(Kind, "broken");
                ReflectorLog.VersionLost(logger, Kind, $"version {version} came after {_version}");
                _version = null;
                return _backoff.Next();
            }

            if (change.Type != WatchEventType.Bookmark)
            {
                reflection.Apply(change);
            }

            Advance(version);
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
        IsInStep();
        _version = version ?? _version;
        (_heard, _deaf, _hasOnlyListed, _hasRelistedAtOnce) = (true, TimeSpan.Zero, false, false);
        _backoff.Reset();
    }

    private long IsInStep()
    {
        var now = timeProvider.GetTimestamp();
        Volatile.Write(ref _inStep, now);
        return now;
    }

    /// <summary>
    /// A server that sends bookmarks is never silent for so long. It may be that it waits for a version which, restored from a backup, it
    /// will not reach for long, and until then tells nothing.
    /// </summary>
    private void ForgetWhenDeaf()
    {
        if (_opened is not { } opened || _heard || _version is null)
        {
            return;
        }

        _deaf += timeProvider.GetElapsedTime(opened);
        if (_deaf >= 2 * options.IdleLimit)
        {
            ReflectorLog.VersionLost(logger, Kind, $"nothing came after version {_version} for {_deaf}");
            _version = null;
        }
    }

    /// <summary>Decides what a failure says of the version held and of the kind.</summary>
    /// <returns>How long to wait.</returns>
    private TimeSpan Judge(Exception failure)
    {
        var refusal = failure as KubernetesException;
        if (_version is not null)
        {
            ClientInstruments.WatchEnded(Kind, refusal is null ? "broken" : "refused");
        }

        if (refusal?.StatusCode == HttpStatusCode.NotFound)
        {
            _version = null;
            reflection.Answered(collection.Namespace, served: false);
            if (!_absent)
            {
                _absent = true;
                ReflectorLog.NotServed(logger, Kind);
            }

            return JitteredBackoff.Jitter(options.AbsentRetry, options.Random);
        }

        if (_opened is { } opened && timeProvider.GetElapsedTime(opened) > options.LongestRetry)
        {
            // The watch was open for a while: this is not one more of the failures before.
            _backoff.Reset();
        }

        if (_version is not null && refusal is { IsExpired: true } && _hasOnlyListed && !_hasRelistedAtOnce)
        {
            // The list told a version that the server's watch cache does not reach back to; that is mended by another list, and no failure.
            _hasRelistedAtOnce = true;
            _version = null;
            ReflectorLog.ListTooOld(logger, Kind, failure.Message);
            return TimeSpan.Zero;
        }

        var pause = _backoff.Next();
        if (_version is null)
        {
            _isSlow |= failure is TimeoutException;
            reflection.Answered(collection.Namespace, served: null);
        }
        else if (refusal is { IsExpired: true } or { StatusCode: HttpStatusCode.BadRequest } or { IsResourceVersionTooLarge: true })
        {
            _version = null;
            ReflectorLog.VersionLost(logger, Kind, failure.Message);
            return pause;
        }

        if (refusal?.RetryAfter is { } asked && asked > pause)
        {
            // All those that were turned away would come back in the same moment.
            var bounded = asked < options.LongestRetryAfter ? asked : options.LongestRetryAfter;
            pause = bounded * (1 + (options.Random.NextDouble() / 4));
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
            await Task.Delay(pause, timeProvider, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }
}
