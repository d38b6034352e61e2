using System.Diagnostics;
using System.Globalization;
using Hermes.Demo.Observing;
using Hermes.Otlp;
using Microsoft.Extensions.Time.Testing;

namespace Hermes.Demo.Tests.Observing;

public sealed class TelemetryLogTests
{
    private static readonly Uri Url = new("http://localhost:1");

    private readonly FakeTimeProvider _time = new();
    private readonly TelemetryLog _log;
    private int _changes;

    public TelemetryLogTests() => _log = new TelemetryLog(_time) { Changed = () => _changes++ };

    [Fact]
    public void Requests_OfTheLastMinute_AreCountedWithTheirPercentiles()
    {
        Add(Request(milliseconds: 9000));
        _time.Advance(TimeSpan.FromSeconds(70));
        Add([.. Enumerable.Range(1, 20).Select(number => Request(number, status: number == 7 ? 503 : 200))]);

        var shown = _log.Take(Url);
        (shown.Requests, shown.Failures).ShouldBe((20, 1));
        (shown.Median, shown.Percentile95).ShouldBe((TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(19)));
        _changes.ShouldBe(2);
    }

    [Fact]
    public void Requests_WhenNoneCame_HaveNoPercentiles()
    {
        var shown = _log.Take(Url);

        (shown.Requests, shown.Median, shown.Percentile95).ShouldBe((0, null, null));
    }

    [Fact]
    public void Reconciles_WithCalls_ShowThemAndThoseWithoutAreLeftOut()
    {
        Add(Operators("apply Service", "c1", parent: "r1", ActivityKind.Client), Operators("reconcile", "r1"));
        Add(Operators("reconcile", "r2"));

        var reconcile = _log.Take(Url).Reconciles.ShouldHaveSingleItem();
        (reconcile.App, reconcile.Result, reconcile.Steps.Single()).ShouldBe(("shop/web", "success", "apply Service 5.0 ms"));
    }

    [Fact]
    public void Rollouts_AreTheLatestFive()
    {
        Add([.. Enumerable.Range(1, 7).Select(number => Operators("rollout", "s", trace: $"t{number}"))]);

        _log.Take(Url).Rollouts.Select(rollout => rollout.TraceId).ShouldBe(["t3", "t4", "t5", "t6", "t7"]);
    }

    [Fact]
    public void Export_WithoutSpans_ChangesNothing()
    {
        _log.Add(new OtlpRequest { Signal = OtlpSignal.Logs, Headers = new Dictionary<string, string>() });

        _changes.ShouldBe(0);
    }

    private void Add(params OtlpSpan[] spans) =>
        _log.Add(new OtlpRequest { Signal = OtlpSignal.Traces, Headers = new Dictionary<string, string>(), Spans = spans });

    private OtlpSpan Request(int milliseconds, int status = 200) => new()
    {
        Source = Source("raft-ai-hermes"),
        TraceId = "t",
        SpanId = "s",
        Name = "GET /",
        Kind = ActivityKind.Server,
        Start = _time.GetUtcNow(),
        Duration = TimeSpan.FromMilliseconds(milliseconds),
        Attributes = new Dictionary<string, string> { ["http.response.status_code"] = status.ToString(CultureInfo.InvariantCulture) },
    };

    private OtlpSpan Operators(string name, string id, string? parent = null, ActivityKind kind = ActivityKind.Internal, string trace = "t") => new()
    {
        Source = Source("hermes-operator"),
        TraceId = trace,
        SpanId = id,
        ParentSpanId = parent,
        Name = name,
        Kind = kind,
        Start = _time.GetUtcNow(),
        Duration = TimeSpan.FromMilliseconds(5),
        Attributes = new Dictionary<string, string> { ["k8s.namespace.name"] = "shop", ["k8s.object.name"] = "web", ["result"] = "success" },
    };

    private static OtlpSource Source(string service) => new(new Dictionary<string, string> { ["service.name"] = service }, "");
}
