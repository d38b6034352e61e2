using System.Diagnostics;
using System.Globalization;
using Hermes.Demo.Rendering;
using Hermes.Demo.SampleService;
using Hermes.Demo.Snapshots;
using Hermes.Otlp;

namespace Hermes.Demo.Observing;

/// <summary>What came by OTLP, as far as it is shown: the requests of a minute, the latest rollouts and reconciles. Safe for any thread.</summary>
internal sealed class TelemetryLog(TimeProvider time)
{
    private const int MaxRequests = 100_000;
    private const int MaxSpans = 5;
    private const int MaxOpenParents = 1000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Queue<OtlpSpan> _requests = new();
    private readonly Queue<OtlpSpan> _rollouts = new();
    private readonly Queue<TraceSnapshot> _reconciles = new();

    // Calls end, and so come, before the reconcile that made them.
    private readonly Dictionary<string, List<OtlpSpan>> _callsByParent = [];

    /// <summary>Told after each export that changed what is shown, on any thread; null for nobody.</summary>
    public Action? Changed { get; set; }

    /// <summary>Takes an export.</summary>
    public void Add(OtlpRequest request)
    {
        if (request.Spans.Count == 0)
        {
            return;
        }

        lock (_lock)
        {
            foreach (var span in request.Spans)
            {
                Add(span);
            }
        }

        Changed?.Invoke();
    }

    /// <summary>What is shown now.</summary>
    /// <param name="serviceUrl">Where the sample service answers.</param>
    public TelemetrySnapshot Take(Uri serviceUrl)
    {
        lock (_lock)
        {
            ForgetOldRequests();
            TimeSpan[] durations = [.. _requests.Select(request => request.Duration).Order()];
            return new TelemetrySnapshot
            {
                ServiceUrl = serviceUrl,
                Requests = durations.Length,
                Failures = _requests.Count(IsFailure),
                Median = Percentile(durations, 0.5),
                Percentile95 = Percentile(durations, 0.95),
                Rollouts = [.. _rollouts.Select(rollout => Snapshot(rollout, []))],
                Reconciles = [.. _reconciles],
            };
        }
    }

    private void Add(OtlpSpan span)
    {
        if (span.Source.Service == SampleServiceProcess.Name)
        {
            if (span.Kind == ActivityKind.Server)
            {
                Keep(_requests, span, MaxRequests);
                ForgetOldRequests();
            }
        }
        else if (span.Name == "rollout")
        {
            Keep(_rollouts, span, MaxSpans);
        }
        else if (span.Name == "reconcile")
        {
            if (_callsByParent.Remove(span.SpanId, out var calls))
            {
                Keep(_reconciles, Snapshot(span, [.. calls.Select(call => $"{call.Name} {Durations.Text(call.Duration)}")]), MaxSpans);
            }
        }
        else if (span is { Kind: ActivityKind.Client, ParentSpanId: { } parent })
        {
            AddCall(parent, span);
        }
    }

    private void AddCall(string parent, OtlpSpan call)
    {
        if (!_callsByParent.TryGetValue(parent, out var calls))
        {
            // Of parents that never come, such as those that the exporter had to drop.
            if (_callsByParent.Count >= MaxOpenParents)
            {
                _callsByParent.Clear();
            }

            _callsByParent.Add(parent, calls = []);
        }

        calls.Add(call);
    }

    private void ForgetOldRequests()
    {
        var since = time.GetUtcNow() - Window;
        while (_requests.TryPeek(out var oldest) && oldest.Start + oldest.Duration < since)
        {
            _requests.Dequeue();
        }
    }

    private static void Keep<T>(Queue<T> queue, T item, int capacity)
    {
        queue.Enqueue(item);
        while (queue.Count > capacity)
        {
            queue.Dequeue();
        }
    }

    private static bool IsFailure(OtlpSpan request) =>
        int.TryParse(request.Attributes.GetValueOrDefault("http.response.status_code"), CultureInfo.InvariantCulture, out var status) && status >= 500;

    // The nearest rank.
    private static TimeSpan? Percentile(TimeSpan[] ordered, double share) =>
        ordered.Length == 0 ? null : ordered[(int)Math.Ceiling(share * ordered.Length) - 1];

    private static TraceSnapshot Snapshot(OtlpSpan span, IReadOnlyList<string> steps) => new(
        $"{span.Attributes.GetValueOrDefault("k8s.namespace.name")}/{span.Attributes.GetValueOrDefault("k8s.object.name")}",
        span.Attributes.GetValueOrDefault("result", ""),
        span.Duration,
        span.TraceId,
        steps);
}
