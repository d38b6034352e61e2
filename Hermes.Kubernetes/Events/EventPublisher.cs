using System.Net;
using System.Threading.Channels;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Telemetry;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;

namespace Hermes.Kubernetes.Events;

/// <summary>Publishes events in the background, with creates and patches alone.</summary>
internal sealed class EventPublisher : IEventPublisher, IHostedService, IDisposable
{
    private const int MaxReasonLength = 128;
    private const int MaxMessageLength = 1024;

    // So that a fault that comes back does so without a busy loop.
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);

    private readonly IKubernetesClient _client;
    private readonly EventOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly EventAggregator _aggregator;
    private readonly Channel<EventOccurrence> _occurrences;
    private readonly CancellationTokenSource _abort;
    private Task? _run;
    private volatile bool _isWaiting;

    public EventPublisher(IKubernetesClient client, EventOptions options, TimeProvider time, ILogger<EventPublisher> logger)
    {
        (_client, _options, _time, _logger) = (client, options, time, logger);
        _aggregator = new EventAggregator(options, time);
        _abort = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _occurrences = Channel.CreateBounded<EventOccurrence>(new BoundedChannelOptions(options.QueueCapacity) { SingleReader = true });
    }

    /// <summary>Whether everything published so far has been written, or waits for its time.</summary>
    public bool IsAtRest => _isWaiting && _occurrences.Reader.Count == 0;

    public void Publish(IKubernetesObject<V1ObjectMeta> entity, EventType type, string reason, string message)
    {
        try
        {
            var reference = EventObjects.ReferenceTo(entity);
            var subject = new EventSubject(
                reference.ApiVersion, reference.Kind, reference.NamespaceProperty, reference.Name, reference.Uid);
            var key = new EventKey(subject, type, Cut(reason, MaxReasonLength), Cut(message, MaxMessageLength));
            if (!_occurrences.Writer.TryWrite(new EventOccurrence(key, reference, _time.GetUtcNow())))
            {
                EventInstruments.Dropped("queue");
            }
        }
#pragma warning disable CA1031 // An event is never worth a failed reconcile.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _logger.NotTaken(exception);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _run = RunAsync(_abort.Token);
        return Task.CompletedTask;
    }

    /// <summary>Writes what waits, for a short while.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _occurrences.Writer.TryComplete();
        if (_run is null)
        {
            return;
        }

        _abort.CancelAfter(_options.FlushTimeout);
        await using var hurry = cancellationToken.Register(_abort.Cancel);
        await _run;
    }

    public void Dispose() => _abort.Dispose();

    private static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        // On the context of whoever starts it, if there is one; the start itself waits for nothing.
        await Task.Yield();
        try
        {
            while (await TryRoundAsync(cancellationToken))
            {
            }

            await WriteDueAsync(all: true, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The time to flush is over.
        }
#pragma warning disable CA1031 // Nobody but the log could hear of it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _logger.Stumbled(exception);
        }
    }

    /// <summary>One round of waiting and writing; a fault in it must not be the end of all events.</summary>
    /// <returns>False once nothing more will come.</returns>
    private async Task<bool> TryRoundAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!await WaitAsync(cancellationToken))
            {
                return false;
            }

            while (_occurrences.Reader.TryRead(out var occurrence))
            {
                if (!_aggregator.Observe(occurrence))
                {
                    EventInstruments.Dropped("rate");
                }
            }

            await WriteDueAsync(all: false, cancellationToken);
        }
#pragma warning disable CA1031 // A bug, whatever it is.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            _logger.Stumbled(exception);
            await Task.Delay(AfterFault, _time, cancellationToken);
        }

        return true;
    }

    /// <summary>Waits for an occurrence, or until a series is to be written.</summary>
    /// <returns>False once nothing more will come.</returns>
    private async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        _isWaiting = true;
        try
        {
            if (_aggregator.NextDue is not { } wait)
            {
                return await _occurrences.Reader.WaitToReadAsync(cancellationToken);
            }

            using var due = new CancellationTokenSource(wait, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, due.Token);
            return await _occurrences.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // A series is due.
            return true;
        }
        finally
        {
            _isWaiting = false;
        }
    }

    private async Task WriteDueAsync(bool all, CancellationToken cancellationToken)
    {
        while (_aggregator.TakeDue(all) is { } series)
        {
            try
            {
                await WriteAsync(series, cancellationToken);
                EventInstruments.Written();
            }
#pragma warning disable CA1031 // Whatever goes wrong with one event, the next must be written.
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                NotWritten(series, exception, mayRetry: !all);
            }
        }
    }

    private async Task WriteAsync(EventSeries series, CancellationToken cancellationToken)
    {
        if (series.EventName is { } name)
        {
            try
            {
                await _client.MergePatchAsync<Corev1Event>(
                    name, EventObjects.NamespaceOf(series), EventObjects.CountUp(series), new(_options.Reporter), cancellationToken);
                return;
            }
            catch (KubernetesException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
            {
                // Events expire on the server (after an hour by default): the series goes on in a new one.
                series.EventName = null;
            }
        }

        var suffix = _options.Random.NextInt64().ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
        var created = await _client.CreateAsync(EventObjects.Create(series, _options, suffix), cancellationToken);
        series.EventName = created.Metadata.Name;
    }

    private void NotWritten(EventSeries series, Exception exception, bool mayRetry)
    {
        _logger.NotWritten(exception, series.Key.Reason, series.Object.Kind, series.Object.NamespaceProperty, series.Object.Name);

        // A refusal (no grant, namespace terminating, invalid) stays one; anything else is worth another try with the next write.
        var isRefused = exception is KubernetesException
        {
            StatusCode: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError and not HttpStatusCode.TooManyRequests
        };
        if (isRefused || !mayRetry || !_aggregator.TrySchedule(series))
        {
            EventInstruments.Dropped("refused");
        }
    }
}
