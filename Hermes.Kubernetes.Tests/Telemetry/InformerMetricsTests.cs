using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Telemetry;
using Hermes.Kubernetes.Tests.Caching;
using Hermes.Kubernetes.Tests.Transport;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using static Hermes.Kubernetes.Tests.Caching.WatchBody;

namespace Hermes.Kubernetes.Tests.Telemetry;

public sealed class InformerMetricsTests : IAsyncLifetime
{
    // A kind that no other test watches: metrics are the process'.
    private const string Kind = "LimitRange";

    private readonly ServerFixture _fixture = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, double> _measured = [];
    private readonly InformerCache _cache;
    private Task _run = Task.CompletedTask;

    public InformerMetricsTests()
    {
        _cache = new InformerCache(_fixture.Client, _fixture.Time, NullLoggerFactory.Instance);
        _cache.Get<V1LimitRange>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == RuntimeTelemetry.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (IsOurs(tags))
            {
                _measured.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value);
            }
        });
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            if (IsOurs(tags))
            {
                _measured[instrument.Name] = value;
            }
        });
        _listener.Start();
    }

    [Fact]
    public async Task Lag_OfAnInformer_IsTheTimeSinceItWasInStep()
    {
        var body = new WatchBody();
        _fixture.Server.ThenOk(List(10)).ThenStream(body.Stream);
        _run = _cache.RunAsync(_stop.Token);
        await _fixture.Time.NextTimerAsync(due => due == InformerFixture.Times.IdleLimit);

        _fixture.Time.Advance(TimeSpan.FromSeconds(42));
        Lag().ShouldBe(42);

        await body.BookmarkAsync(11);
        await ShouldBecomeAsync(0);
        _fixture.Time.Advance(TimeSpan.FromSeconds(7));
        Lag().ShouldBe(7);
    }

    [Fact]
    public async Task WatchEnds_ListFails_IsNoneOfThem()
    {
        _fixture.Server.ThenStatus(500, "InternalError").ThenOk(List(10)).ThenStatus(500, "InternalError");
        _run = _cache.RunAsync(_stop.Token);
        for (var i = 0; i < 2; i++)
        {
            await _fixture.Time.AdvanceToNextAsync(due => due != TimeSpan.FromSeconds(30));
        }

        _measured["hermes.client.watch.end.count"].ShouldBe(1);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.WaitAsync(Patience.Limit);
        _listener.Dispose();
        _stop.Dispose();
        _fixture.Dispose();
    }

    private static bool IsOurs(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == "kind" && tag.Value as string == Kind)
            {
                return true;
            }
        }

        return false;
    }

    private double Lag()
    {
        _listener.RecordObservableInstruments();
        return _measured["hermes.client.informer.lag"];
    }

    // The bookmark is read a moment after it was sent.
    private Task ShouldBecomeAsync(double lag) => Task.Run(async () =>
    {
        while (Lag() != lag)
        {
            await Task.Yield();
        }
    }).WaitAsync(Patience.Limit);
}
