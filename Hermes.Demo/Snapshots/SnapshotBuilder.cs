using System.Globalization;
using Hermes.Operator.Entities;
using k8s;
using k8s.Models;

namespace Hermes.Demo.Snapshots;

/// <summary>Makes a snapshot of objects as the API server has them.</summary>
internal static class SnapshotBuilder
{
    private const int MaxEvents = 10;

    /// <summary>Makes a snapshot.</summary>
    /// <param name="apps">The apps to show.</param>
    /// <param name="objects">Objects among which the apps' children are, found by their controller.</param>
    /// <param name="events">Events, also those of others.</param>
    /// <param name="kubeconfig">The kubeconfig to name.</param>
    public static DemoSnapshot Build(
        IEnumerable<HermesApp> apps,
        IEnumerable<IKubernetesObject<V1ObjectMeta>> objects,
        IEnumerable<Corev1Event> events,
        string kubeconfig)
    {
        var children = objects.ToLookup(child => ControllerOf(child)?.Uid);
        List<HermesApp> ordered =
        [
            .. apps
                .OrderBy(app => app.Metadata.NamespaceProperty, StringComparer.Ordinal)
                .ThenBy(app => app.Metadata.Name, StringComparer.Ordinal),
        ];
        var shown = ordered.SelectMany(app => children[app.Metadata.Uid].Append(app)).Select(shown => shown.Metadata.Uid).ToHashSet();
        return new DemoSnapshot
        {
            Apps = [.. ordered.Select(app => Snapshot(app, [.. children[app.Metadata.Uid]]))],
            Events =
            [
                .. events
                    .Where(e => e.InvolvedObject?.Uid is { } uid && shown.Contains(uid))
                    .Select(Snapshot)
                    .OrderBy(e => e.Time)
                    .TakeLast(MaxEvents),
            ],
            Kubeconfig = kubeconfig,
        };
    }

    private static AppSnapshot Snapshot(HermesApp app, IReadOnlyList<IKubernetesObject<V1ObjectMeta>> children) => new()
    {
        Namespace = app.Metadata.NamespaceProperty,
        Name = app.Metadata.Name,
        Url = app.Status?.Url,
        Scaler = app.Status?.Scaler is { } scaler ? Scaler(scaler, app.Status) : null,
        IsObserved = app.Status?.ObservedGeneration is { } observed && observed == app.Metadata.Generation,
        TraceId = app.Status?.Rollout?.TraceId,
        IsDeleting = app.Metadata.DeletionTimestamp is not null,
        Children = [.. Children(app.Status?.Children ?? [], children)],
        Conditions = [.. (app.Status?.Conditions ?? []).Select(c => new ConditionSnapshot(c.Type, c.Status, c.Reason, c.Message ?? ""))],
    };

    private static string Scaler(ScalerStatus scaler, HermesAppStatus status)
    {
        var desired = scaler.Desired ?? status.Replicas;
        var count = string.Create(CultureInfo.InvariantCulture, $"{scaler.Kind}, {status.ReadyReplicas ?? 0}/{desired ?? 0} ready");
        return scaler.Kind == ScalerKind.Fixed
            ? count
            : string.Create(CultureInfo.InvariantCulture, $"{count} of {scaler.Min}..{scaler.Max}");
    }

    // First those of the status, in its order, then those that it does not name: what is being collected, and what a scaler made.
    private static IEnumerable<ChildSnapshot> Children(
        IReadOnlyList<ChildStatus> told, IReadOnlyList<IKubernetesObject<V1ObjectMeta>> seen)
    {
        foreach (var child in told)
        {
            var found = seen.FirstOrDefault(present => present.Kind == child.Kind && present.Metadata.Name == child.Name);
            yield return new ChildSnapshot
            {
                Kind = child.Kind ?? "",
                Name = child.Name ?? "",
                State = child.State,
                Message = child.Message,
                Exists = found is not null,
                Detail = found is null ? "" : ChildDetail.Of(found),
            };
        }

        foreach (var found in seen.Where(present => !told.Any(child => child.Kind == present.Kind && child.Name == present.Metadata.Name)))
        {
            yield return new ChildSnapshot
            {
                Kind = found.Kind,
                Name = found.Metadata.Name,
                Exists = true,
                Detail = ChildDetail.Of(found),
            };
        }
    }

    private static EventSnapshot Snapshot(Corev1Event e) => new()
    {
        // Whoever records through events.k8s.io leaves the older fields empty.
        Time = new DateTimeOffset(e.LastTimestamp ?? e.EventTime ?? e.Metadata.CreationTimestamp ?? default, TimeSpan.Zero),
        Type = e.Type ?? "",
        Reason = e.Reason ?? "",
        Regarding = $"{e.InvolvedObject.Kind}/{e.InvolvedObject.Name}",
        Message = e.Message ?? "",
        Count = e.Count ?? e.Series?.Count ?? 1,
    };

    private static V1OwnerReference? ControllerOf(IKubernetesObject<V1ObjectMeta> child) =>
        child.Metadata.OwnerReferences?.FirstOrDefault(owner => owner.Controller is true);
}
