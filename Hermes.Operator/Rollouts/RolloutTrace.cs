using System.Diagnostics;
using Hermes.Operator.Entities;
using Hermes.Operator.Instruments;
using Hermes.Operator.Status;
using k8s.Models;

namespace Hermes.Operator.Rollouts;

/// <summary>
/// The spans of one generation of an app: one from the moment it was seen to its end, and below it one for each child until that is in
/// place. Ended once, whatever comes later.
/// </summary>
internal sealed class RolloutTrace
{
    // What is refused is tried for ever, and would make the trace longer each time.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly DateTimeOffset _start;
    private readonly Dictionary<(string? Kind, string? Name), Activity?> _children = [];
    private Activity? _root;

    /// <summary>Begins.</summary>
    /// <param name="app">The app, at the generation.</param>
    /// <param name="parent">What the rollout is part of; default for a trace of its own.</param>
    /// <param name="start">When the generation was seen.</param>
    public RolloutTrace(HermesApp app, ActivityContext parent, DateTimeOffset start)
    {
        (_start, Generation) = (start, app.Metadata.Generation);
        _root = Start("rollout", parent)
            ?.SetTag("kind", HermesApp.KubeKind)
            .SetTag("k8s.namespace.name", app.Metadata.NamespaceProperty)
            .SetTag("k8s.object.name", app.Metadata.Name)
            .SetTag("generation", Generation)
            .SetTag("container.image.name", app.Spec.Image);
        TraceId = _root is { Recorded: true } ? _root.TraceId.ToHexString() : null;
    }

    public long? Generation { get; }

    /// <summary>The trace's id; null where the trace is not recorded.</summary>
    public string? TraceId { get; }

    /// <summary>The parent of what is done for the rollout; default once it has ended.</summary>
    public ActivityContext Context => _root?.Context ?? default;

    /// <summary>Takes note of how the children are, and ends the trace with the rollout.</summary>
    public void Observe(HermesAppStatus status, DateTimeOffset now)
    {
        if (_root is null)
        {
            return;
        }

        var isDone = RolloutProgress.IsDone(status.Conditions ?? []);
        foreach (var child in status.Children ?? [])
        {
            Observe(child, isInPlace: child.State == ChildState.Applied && (isDone || child.Kind != V1Deployment.KubeKind), now);
        }

        if (isDone)
        {
            End(RolloutResult.Available, error: null, now);
        }
        else if (RolloutProgress.Failure(status) is { } failure)
        {
            End(RolloutResult.Failed, failure, now);
        }
        else if (now - _start > Longest)
        {
            End(RolloutResult.Failed, $"not available after {Longest:c}", now);
        }
    }

    /// <summary>Ends what is still open.</summary>
    /// <param name="result">One of <see cref="RolloutResult"/>.</param>
    /// <param name="error">What went wrong; null for nothing.</param>
    /// <param name="now">When.</param>
    public void End(string result, string? error, DateTimeOffset now)
    {
        foreach (var child in _children.Values)
        {
            Stop(child, error: null, now);
        }

        _children.Clear();
        Stop(_root?.SetTag("result", result), error, now);
        _root = null;
    }

    private void Observe(ChildStatus child, bool isInPlace, DateTimeOffset now)
    {
        var key = (child.Kind, child.Name);
        if (!_children.TryGetValue(key, out var span))
        {
            span = Start($"rollout {child.Kind}", Context)?.SetTag("kind", child.Kind).SetTag("k8s.object.name", child.Name);
            _children.Add(key, span);
        }

        span?.SetTag("state", child.State);
        if (isInPlace)
        {
            Stop(span, error: null, now);
            _children[key] = null;
        }
    }

    // These outlive the reconcile that starts them: the present activity of whoever calls must stay what it is.
    private Activity? Start(string name, ActivityContext parent)
    {
        var current = Activity.Current;
        Activity.Current = null;
        try
        {
            return OperatorTelemetry.Source.StartActivity(name, ActivityKind.Internal, parent, startTime: _start);
        }
        finally
        {
            Activity.Current = current;
        }
    }

    private static void Stop(Activity? span, string? error, DateTimeOffset now)
    {
        if (span is null)
        {
            return;
        }

        if (error is not null)
        {
            span.SetStatus(ActivityStatusCode.Error, error);
        }

        var current = Activity.Current;
        span.SetEndTime(now.UtcDateTime).Stop();
        Activity.Current = current;
    }
}
