using System.Collections.Concurrent;
using System.Diagnostics;
using Hermes.Kubernetes.Events;
using Hermes.Operator.Entities;
using Hermes.Operator.Instruments;
using Hermes.Operator.Status;

namespace Hermes.Operator.Rollouts;

/// <summary>
/// One trace for each generation of an app, from the moment it is seen until the app is available with it. An operator that takes over in
/// between goes on in the trace that the app's status names.
/// </summary>
/// <remarks>The calls of one app come one at a time, as its reconciles do; those of different apps at any time.</remarks>
internal sealed class RolloutTraces(IEventPublisher events, TimeProvider time) : IHostedService
{
    /// <summary>Makes a rollout part of the trace of whoever deploys: a W3C <c>traceparent</c>.</summary>
    public const string TraceParentAnnotation = "hermes.dev/traceparent";

    // One for each app: that of a generation is kept after its end, so that it is not begun again.
    private readonly ConcurrentDictionary<string, RolloutTrace> _traces = new();

    /// <summary>What the next reconcile of an app is part of; default where it is no rollout, and where nobody listens.</summary>
    public ActivityContext ContextOf(HermesApp app)
    {
        var uid = app.Metadata.Uid;
        if (_traces.TryGetValue(uid, out var known))
        {
            if (known.Generation == app.Metadata.Generation)
            {
                return known.Context;
            }

            End(uid, RolloutResult.Superseded, error: null);
        }

        if (!OperatorTelemetry.Source.HasListeners()
            || app.Metadata.DeletionTimestamp is not null
            || app.Spec.Paused is true
            || !(RolloutProgress.IsNew(app) || RolloutProgress.IsUnderWay(app)))
        {
            return default;
        }

        var begun = new RolloutTrace(app, RolloutProgress.IsNew(app) ? ParentOf(app) : TraceInStatus(app), time.GetUtcNow());
        _traces[uid] = begun;
        return begun.Context;
    }

    /// <summary>The id of the trace of an app's present generation; null where there is none that is recorded.</summary>
    public string? TraceIdOf(HermesApp app) =>
        _traces.TryGetValue(app.Metadata.Uid, out var trace) && trace.Generation == app.Metadata.Generation ? trace.TraceId : null;

    /// <summary>Takes note of what a reconcile came to.</summary>
    public void Observe(HermesApp app, HermesAppStatus status)
    {
        if (_traces.TryGetValue(app.Metadata.Uid, out var trace))
        {
            trace.Observe(status, time.GetUtcNow());
        }
    }

    /// <summary>The present generation breaks rules, and goes no further.</summary>
    public void Reject(HermesApp app, IEnumerable<string> faults)
    {
        if (_traces.TryGetValue(app.Metadata.Uid, out var trace))
        {
            trace.End(RolloutResult.Rejected, string.Join("; ", faults), time.GetUtcNow());
        }
    }

    /// <summary>Forgets an app that is gone.</summary>
    public void Forget(string appUid) => End(appUid, RolloutResult.Deleted, error: null);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends what is under way, after the last reconcile and before what was recorded is sent.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var uid in _traces.Keys)
        {
            End(uid, RolloutResult.Interrupted, error: null);
        }

        return Task.CompletedTask;
    }

    private void End(string appUid, string result, string? error)
    {
        if (_traces.TryRemove(appUid, out var trace))
        {
            trace.End(result, error, time.GetUtcNow());
        }
    }

    private ActivityContext ParentOf(HermesApp app)
    {
        if (app.Metadata.Annotations?.TryGetValue(TraceParentAnnotation, out var given) is not true)
        {
            return default;
        }

        if (ActivityContext.TryParse(given, traceState: null, isRemote: true, out var parent))
        {
            return parent;
        }

        events.Publish(
            app,
            EventType.Warning,
            "InvalidTraceParent",
            $"metadata.annotations[{TraceParentAnnotation}]: must be a W3C traceparent such as 00-<32 hex digits>-<16 hex digits>-01, not '{Excerpt.Of(given ?? "")}'; the rollout has a trace of its own");
        return default;
    }

    // Without a span: the one that the former operator began may never have been sent.
    private static ActivityContext TraceInStatus(HermesApp app) => app.Status?.Rollout?.TraceId is { Length: 32 } id && id.All(char.IsAsciiHexDigitLower)
        ? new ActivityContext(ActivityTraceId.CreateFromString(id), spanId: default, ActivityTraceFlags.Recorded, isRemote: true)
        : default;
}
