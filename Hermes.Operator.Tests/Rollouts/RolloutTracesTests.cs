using System.Collections.Concurrent;
using System.Diagnostics;
using Hermes.Kubernetes.Events;
using Hermes.Operator.Entities;
using Hermes.Operator.Instruments;
using Hermes.Operator.Rollouts;
using Hermes.Operator.Status;
using k8s.Models;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace Hermes.Operator.Tests.Rollouts;

public sealed class RolloutTracesTests : IDisposable
{
    private const string TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private readonly string _app = $"web-{Guid.NewGuid():N}";
    private readonly FakeTimeProvider _time = new();
    private readonly IEventPublisher _events = Substitute.For<IEventPublisher>();
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;
    private readonly RolloutTraces _traces;

    public RolloutTracesTests()
    {
        _traces = new(_events, _time);
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == OperatorTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public void Rollout_UntilAvailable_IsOneTraceWithASpanForEachChild()
    {
        var began = _time.GetUtcNow();
        var app = App();
        var context = _traces.ContextOf(app);
        _time.Advance(TimeSpan.FromSeconds(1));
        _traces.Observe(app, Status("False", Child("Deployment"), Child("Service")));
        _traces.ContextOf(app).ShouldBe(context, "the next reconcile is part of the same rollout");
        _time.Advance(TimeSpan.FromSeconds(2));
        _traces.Observe(app, Status("True", Child("Deployment"), Child("Service")));

        var spans = Ended(context.TraceId);
        spans.Select(span => (span.DisplayName, span.StartTimeUtc - began.UtcDateTime, span.Duration)).ShouldBe(
            [
                ("rollout Service", TimeSpan.Zero, TimeSpan.FromSeconds(1)),
                ("rollout Deployment", TimeSpan.Zero, TimeSpan.FromSeconds(3)),
                ("rollout", TimeSpan.Zero, TimeSpan.FromSeconds(3)),
            ]);
        var root = spans[^1];
        (root.ParentSpanId, root.SpanId).ShouldBe((default, context.SpanId));
        spans.SkipLast(1).ShouldAllBe(span => span.ParentSpanId == root.SpanId);
        root.GetTagItem("result").ShouldBe(RolloutResult.Available);
        root.GetTagItem("generation").ShouldBe(3L);
        root.GetTagItem("k8s.object.name").ShouldBe(_app);
        _traces.TraceIdOf(app).ShouldBe(context.TraceId.ToHexString());
        _traces.ContextOf(app).ShouldBe(default, "what comes later is no part of the rollout");
    }

    [Fact]
    public void Rollout_WithinAReconcile_LeavesThePresentActivityAlone()
    {
        using var reconcile = new Activity("reconcile").Start();
        var app = App();

        var context = _traces.ContextOf(app);
        Activity.Current.ShouldBe(reconcile);
        _traces.Observe(app, Status("True", Child("Deployment")));

        Activity.Current.ShouldBe(reconcile);
        context.TraceId.ShouldNotBe(reconcile.TraceId);
    }

    [Fact]
    public void Rollout_TraceParentInAnAnnotation_IsPartOfThatTrace()
    {
        var app = App(traceParent: TraceParent);
        _traces.ContextOf(app).TraceId.ToHexString().ShouldBe("0af7651916cd43dd8448eb211c80319c");
        _traces.Forget(app.Metadata.Uid);

        Root().ParentSpanId.ToHexString().ShouldBe("b7ad6b7169203331");
    }

    [Fact]
    public void Rollout_TraceParentThatIsNone_IsToldOnceAndHasATraceOfItsOwn()
    {
        var app = App(traceParent: "tomorrow");

        _traces.ContextOf(app).TraceId.ShouldNotBe(default);
        _traces.ContextOf(app);

        var told = _events.ReceivedCalls().ShouldHaveSingleItem().GetArguments();
        (told[1], told[2]).ShouldBe((EventType.Warning, "InvalidTraceParent"));
        told[3].ShouldBeOfType<string>().ShouldStartWith("metadata.annotations[hermes.dev/traceparent]: must be a W3C traceparent");
    }

    [Fact]
    public void Rollout_OfAGenerationAnsweredForAlready_IsNone()
    {
        var app = App(status: new HermesAppStatus { ObservedGeneration = 3 });

        _traces.ContextOf(app).ShouldBe(default);
        _traces.TraceIdOf(app).ShouldBeNull();
    }

    [Fact]
    public void Rollout_UnderWayWhenAnotherOperatorTakesOver_GoesOnInTheSameTrace()
    {
        const string id = "0af7651916cd43dd8448eb211c80319c";
        var app = App(status: Status("False") with { ObservedGeneration = 3, Rollout = new RolloutStatus { Generation = 3, TraceId = id } });

        _traces.ContextOf(app).TraceId.ToHexString().ShouldBe(id);
        _traces.Forget(app.Metadata.Uid);

        Root().ParentSpanId.ShouldBe(default);
    }

    [Theory]
    [InlineData("nonsense, and as long as one....")]
    [InlineData("short")]
    public void Rollout_TraceInStatusThatIsNone_HasATraceOfItsOwn(string id)
    {
        var app = App(status: Status("False") with { ObservedGeneration = 3, Rollout = new RolloutStatus { Generation = 3, TraceId = id } });

        _traces.ContextOf(app).TraceId.ShouldNotBe(default);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Rollout_DoneOrFailedWhenAnotherOperatorTakesOver_IsNotBegunAgain(bool isDone)
    {
        var status = Status("False", reason: isDone ? Reasons.RollingOut : Reasons.RolloutFailed);
        var rollout = new RolloutStatus { Generation = 3, CompletionTime = isDone ? _time.GetUtcNow().UtcDateTime : null };

        _traces.ContextOf(App(status: status with { ObservedGeneration = 3, Rollout = rollout })).ShouldBe(default);
    }

    [Fact]
    public void Rollout_NextGenerationComesFirst_IsSupersededByATraceOfThat()
    {
        var first = _traces.ContextOf(App());
        var second = _traces.ContextOf(App(generation: 4));

        second.TraceId.ShouldNotBe(first.TraceId);
        Root().GetTagItem("result").ShouldBe(RolloutResult.Superseded);
    }

    [Fact]
    public void Rollout_DeploymentGivesUp_IsAnErrorAndEnds()
    {
        var app = App();
        _traces.ContextOf(app);
        _traces.Observe(app, Status("False", Reasons.RolloutFailed, "the image cannot be pulled", Child("Deployment")));

        (Root().Status, Root().StatusDescription, Root().GetTagItem("result"))
            .ShouldBe((ActivityStatusCode.Error, "the image cannot be pulled", RolloutResult.Failed));
        _traces.ContextOf(app).ShouldBe(default);
    }

    [Fact]
    public void Rollout_RefusedForLongerThanAnHour_Ends()
    {
        var app = App();
        _traces.ContextOf(app);
        var refused = Status("False", Reasons.QuotaExceeded, "", Child("Deployment", ChildState.Failed));
        _time.Advance(TimeSpan.FromHours(1));
        _traces.Observe(app, refused);
        _ended.Where(IsOurs).ShouldBeEmpty();
        _time.Advance(TimeSpan.FromSeconds(1));
        _traces.Observe(app, refused);

        Root().GetTagItem("result").ShouldBe(RolloutResult.Failed);
    }

    [Fact]
    public void Rollout_SpecThatBreaksRules_IsRejectedWithThem()
    {
        var app = App();
        _traces.ContextOf(app);
        _traces.Reject(app, ["spec.port: too high", "spec.image: missing"]);

        (Root().StatusDescription, Root().GetTagItem("result")).ShouldBe(("spec.port: too high; spec.image: missing", RolloutResult.Rejected));
    }

    [Fact]
    public void Rollout_AppGone_Ends()
    {
        _traces.ContextOf(App());
        _traces.Forget(App().Metadata.Uid);

        Root().GetTagItem("result").ShouldBe(RolloutResult.Deleted);
    }

    [Fact]
    public async Task Rollout_OperatorStops_IsInterrupted()
    {
        _traces.ContextOf(App());
        await _traces.StopAsync(CancellationToken.None);

        Root().GetTagItem("result").ShouldBe(RolloutResult.Interrupted);
    }

    [Fact]
    public void Rollout_OfAPausedApp_IsNone()
    {
        var app = App();
        app.Spec = app.Spec with { Paused = true };

        _traces.ContextOf(app).ShouldBe(default);
    }

    private HermesApp App(long generation = 3, string? traceParent = null, HermesAppStatus? status = null) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = _app,
            NamespaceProperty = "shop",
            Uid = _app,
            Generation = generation,
            Annotations = traceParent is null ? null : new Dictionary<string, string> { [RolloutTraces.TraceParentAnnotation] = traceParent },
        },
        Spec = new HermesAppSpec { Image = "x:1" },
        Status = status,
    };

    private static HermesAppStatus Status(string rolledOut, params ChildStatus[] children) => Status(rolledOut, Reasons.RollingOut, "", children);

    private static HermesAppStatus Status(string rolledOut, string reason, string message = "", params ChildStatus[] children) => new()
    {
        Children = children,
        Conditions =
        [
            new() { Type = ConditionType.Available, Status = "True" },
            new() { Type = ConditionType.RolledOut, Status = rolledOut, Reason = reason, Message = message },
        ],
    };

    private static ChildStatus Child(string kind, string state = ChildState.Applied) => new() { Kind = kind, Name = "web", State = state };

    private List<Activity> Ended(ActivityTraceId trace) => [.. _ended.Where(span => span.TraceId == trace)];

    private Activity Root() => _ended.Where(IsOurs).ShouldHaveSingleItem();

    private bool IsOurs(Activity span) => span.DisplayName == "rollout" && _app.Equals(span.GetTagItem("k8s.object.name"));
}
