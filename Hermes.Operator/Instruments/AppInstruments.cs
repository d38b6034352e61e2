using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Hermes.Operator.Entities;
using Hermes.Operator.Status;

namespace Hermes.Operator.Instruments;

/// <summary>How many apps there are, as their conditions say how they are. Counted when asked: reconciles keep no books for it.</summary>
internal static class AppInstruments
{
    private const string Unknown = "Unknown";

    private static readonly string[] Conditions = [.. ConditionType.Parts, ConditionType.Ready];

    // All of them each time: a status that no app has any more is a zero, not the last count for ever.
    private static readonly string[] Statuses = ["True", "False", Unknown];

    private static readonly ConcurrentDictionary<Observation, bool> Observed = [];

    static AppInstruments() => OperatorTelemetry.Meter.CreateObservableGauge(
        "hermes.app.count", Measure, "{app}", "Apps by condition and the condition's status.");

    /// <summary>Reports the apps of an operator until disposed of.</summary>
    /// <param name="apps">All apps; null while they are not known.</param>
    public static IDisposable Observe(Func<IReadOnlyList<HermesApp>?> apps)
    {
        var observation = new Observation(apps);
        Observed.TryAdd(observation, true);
        return observation;
    }

    private static IEnumerable<Measurement<long>> Measure()
    {
        var known = Observed.Keys.Select(static observation => observation.Apps()).OfType<IReadOnlyList<HermesApp>>().ToList();
        return known.Count == 0 ? [] : Count(known.SelectMany(static apps => apps));
    }

    private static IEnumerable<Measurement<long>> Count(IEnumerable<HermesApp> apps)
    {
        var counts = apps.SelectMany(static app => Conditions.Select(condition => (condition, StatusOf(app, condition)))).CountBy(static one => one)
            .ToDictionary();
        return Conditions.SelectMany(condition => Statuses.Select(status => new Measurement<long>(
            counts.GetValueOrDefault((condition, status)),
            new KeyValuePair<string, object?>("condition", condition),
            new KeyValuePair<string, object?>("status", status))));
    }

    // An app that the operator has not come to yet says nothing of itself.
    private static string StatusOf(HermesApp app, string type) =>
        app.Status?.Conditions?.FirstOrDefault(condition => condition.Type == type)?.Status is { } status && Statuses.Contains(status)
            ? status
            : Unknown;

    private sealed class Observation(Func<IReadOnlyList<HermesApp>?> apps) : IDisposable
    {
        public Func<IReadOnlyList<HermesApp>?> Apps => apps;

        public void Dispose() => Observed.TryRemove(this, out _);
    }
}
