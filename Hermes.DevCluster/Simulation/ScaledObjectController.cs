using System.Globalization;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Simulation;

/// <summary>
/// Plays KEDA: gives each ScaledObject its HorizontalPodAutoscaler and its status, and scales its Deployment to zero and back by the
/// pending requests that were set.
/// </summary>
internal sealed class ScaledObjectController : ISimulatedController, IDisposable
{
    private const int DefaultCooldownSeconds = 300;
    private const string HttpTrigger = "external-push";

    // KEDA's pauses grow from milliseconds to a quarter of an hour.
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(10);

    private readonly SimulatedCluster _cluster;
    private readonly SimulatedLoad _load;
    private readonly Reminders _cooldowns;
    private readonly Reminders _retries;
    private readonly Dictionary<WorkloadName, HashSet<string>> _byTarget = [];
    private readonly Dictionary<string, DateTimeOffset> _lastActive = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _built = new(StringComparer.Ordinal);

    /// <param name="cluster">The objects.</param>
    /// <param name="load">The pending requests.</param>
    /// <param name="run">Runs an action as the only one.</param>
    public ScaledObjectController(SimulatedCluster cluster, SimulatedLoad load, Action<Action> run)
    {
        _cluster = cluster;
        _load = load;
        _cooldowns = new Reminders(cluster.Clock, run, Reconcile);
        _retries = new Reminders(cluster.Clock, run, Reconcile);
    }

    /// <summary>Whether KEDA runs. Where it does not, its objects stay as they are, finalizers and all.</summary>
    public bool IsRunning { get; set; } = true;

    /// <summary>Whether the HTTP add-on's scaler answers.</summary>
    public bool IsHttpScalerRunning { get; set; } = true;

    /// <inheritdoc/>
    public void Start()
    {
        foreach (var scaledObject in _cluster.List(SimulatedKind.ScaledObjects))
        {
            Follow(scaledObject);
            Reconcile(WorkloadName.Of(scaledObject));
        }
    }

    /// <inheritdoc/>
    public void OnChange(ObjectChange change)
    {
        if (SimulatedKind.ScaledObjects.Is(change.Row))
        {
            if (change.Before is { } before)
            {
                Forget(before);
            }

            if (change.Type == ChangeType.Deleted)
            {
                Forget(change.Object);
                _lastActive.Remove(Uid(change.Object));
                _built.Remove(Uid(change.Object));
                _cooldowns.Cancel(WorkloadName.Of(change.Object));
                _retries.Cancel(WorkloadName.Of(change.Object));
            }
            else
            {
                Follow(change.Object);
                Reconcile(WorkloadName.Of(change.Object));
            }
        }
        else if (SimulatedKind.Deployments.Is(change.Row))
        {
            foreach (var name in _byTarget.GetValueOrDefault(WorkloadName.Of(change.Object))?.Order(StringComparer.Ordinal).ToArray() ?? [])
            {
                Reconcile(new WorkloadName(WorkloadName.Of(change.Object).Namespace, name));
            }
        }
        else if (SimulatedKind.Autoscalers.Is(change.Row)
            && change.Type == ChangeType.Deleted
            && OwnedObjects.Owner(change.Object) is { } owner
            && owner.TextAt("kind") == "ScaledObject")
        {
            _built.Remove(owner.TextAt("uid") ?? "");
            Reconcile(new WorkloadName(WorkloadName.Of(change.Object).Namespace, owner.TextAt("name") ?? ""));
        }
    }

    /// <summary>Brings a ScaledObject's HorizontalPodAutoscaler, its Deployment's count and its status to where they should be.</summary>
    public void Reconcile(WorkloadName key)
    {
        if (!IsRunning || _cluster.Get(SimulatedKind.ScaledObjects, key) is not { } scaledObject)
        {
            return;
        }

        if (scaledObject.At("metadata", "deletionTimestamp") is not null)
        {
            SetFinalizer(key, wanted: false);
            return;
        }

        if (!scaledObject.TextsAt("metadata", "finalizers").Contains(KedaNames.Finalizer))
        {
            SetFinalizer(key, wanted: true);
        }

        if (_cluster.Get(SimulatedKind.Deployments, Target(scaledObject)) is not { } deployment)
        {
            Report(key, status =>
            {
                Condition(status, "Ready", "False", "ScaledObjectCheckFailed", "ScaledObject doesn't have correct scaleTargetRef specification");
                Condition(status, "Active", "Unknown", "UnknownState", "ScaledObject check failed");
            });
            return;
        }

        var autoscaler = ScaledObjectAutoscaler.For(scaledObject, trigger => Route(key.Namespace, trigger));
        var rebuilt = Build(scaledObject, autoscaler);
        var active = ScaleToZeroAndBack(scaledObject, deployment);
        Report(key, status => WriteStatus(status, scaledObject, deployment, rebuilt ? autoscaler : null, active));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _cooldowns.Dispose();
        _retries.Dispose();
    }

    private static WorkloadName Target(JsonObject scaledObject) =>
        new(scaledObject.TextAt("metadata", "namespace") ?? "", scaledObject.TextAt("spec", "scaleTargetRef", "name") ?? "");

    private static string Uid(JsonObject value) => value.TextAt("metadata", "uid") ?? "";

    private void Follow(JsonObject scaledObject)
    {
        if (!_byTarget.TryGetValue(Target(scaledObject), out var names))
        {
            _byTarget[Target(scaledObject)] = names = new HashSet<string>(StringComparer.Ordinal);
        }

        names.Add(WorkloadName.Of(scaledObject).Name);
    }

    private void Forget(JsonObject scaledObject)
    {
        if (_byTarget.TryGetValue(Target(scaledObject), out var names)
            && names.Remove(WorkloadName.Of(scaledObject).Name)
            && names.Count == 0)
        {
            _byTarget.Remove(Target(scaledObject));
        }
    }

    private void SetFinalizer(WorkloadName key, bool wanted) => _cluster.Update(
        SimulatedKind.ScaledObjects,
        key,
        value =>
        {
            var finalizers = value.TextsAt("metadata", "finalizers").Where(static name => name != KedaNames.Finalizer).ToList();
            if (wanted)
            {
                finalizers.Add(KedaNames.Finalizer);
            }

            value.Child("metadata")["finalizers"] = new JsonArray([.. finalizers.Select(static name => (JsonNode)name)]);
        },
        KedaNames.Manager);

    private JsonObject? Route(string ns, JsonObject trigger) =>
        !IsHttpScalerRunning ? null
        : trigger.TextAt("metadata", "httpScaledObject") is { } scaled ? _cluster.Get(SimulatedKind.HttpScaledObjects, ns, scaled)
        : trigger.TextAt("metadata", "interceptorRoute") is { } route ? _cluster.Get(SimulatedKind.InterceptorRoutes, ns, route)
        : null;

    /// <summary>
    /// Makes the HorizontalPodAutoscaler where it is missing or the spec has changed. As with KEDA, a route that comes later changes
    /// nothing until then, and a ScaledObject none of whose triggers has a metric is tried again.
    /// </summary>
    private bool Build(JsonObject scaledObject, ScaledObjectAutoscaler wanted)
    {
        var key = WorkloadName.Of(wanted.Value);
        var generation = scaledObject.IntegerAt("metadata", "generation") ?? 1;
        var present = _cluster.Get(SimulatedKind.Autoscalers, key);
        if (present is not null && _built.TryGetValue(Uid(scaledObject), out var built) && built == generation)
        {
            return false;
        }

        // Without any metric there is nothing to scale on.
        if (wanted.External.Count + wanted.Resources.Count == 0)
        {
            _retries.At(WorkloadName.Of(scaledObject), _cluster.Clock.GetUtcNow() + RetryPause);
            return false;
        }

        if (present is null)
        {
            if (_cluster.Create(SimulatedKind.Autoscalers, wanted.Value, KedaNames.Manager) is null)
            {
                return false;
            }
        }
        else if (OwnedObjects.Owner(present).TextAt("uid") == Uid(scaledObject))
        {
            _cluster.Update(
                SimulatedKind.Autoscalers, key, value => value["spec"] = wanted.Value["spec"]!.DeepClone(), KedaNames.Manager);
        }

        _built[Uid(scaledObject)] = generation;
        return true;
    }

    /// <summary>Wakes the Deployment when there are requests, lets it sleep when there have been none for long enough.</summary>
    /// <returns>Whether the triggers are active.</returns>
    private bool ScaleToZeroAndBack(JsonObject scaledObject, JsonObject deployment)
    {
        var key = WorkloadName.Of(scaledObject);
        var least = scaledObject.IntegerAt("spec", "minReplicaCount") ?? 0;
        var current = deployment.IntegerAt("spec", "replicas") ?? 1;
        var http = scaledObject.ObjectsAt("spec", "triggers").Any(static trigger => trigger.TextAt("type") == HttpTrigger);
        var active = !http || _load.PendingRequests(key) > 0;
        var now = _cluster.Clock.GetUtcNow();
        if (active)
        {
            _lastActive[Uid(scaledObject)] = now;
        }

        if (current == 0 && (active || least > 0))
        {
            _cluster.Scale(SimulatedKind.Deployments, WorkloadName.Of(deployment), Math.Max(1, least), KedaNames.Manager);
        }

        if (active || least > 0 || current == 0)
        {
            _cooldowns.Cancel(key);
            return active;
        }

        var due = AsleepAt(scaledObject);
        if (now >= due)
        {
            _cooldowns.Cancel(key);
            _cluster.Scale(SimulatedKind.Deployments, WorkloadName.Of(deployment), 0, KedaNames.Manager);
        }
        else
        {
            _cooldowns.At(key, due);
        }

        return active;
    }

    private DateTimeOffset AsleepAt(JsonObject scaledObject)
    {
        if (_lastActive.TryGetValue(Uid(scaledObject), out var active))
        {
            return active + TimeSpan.FromSeconds(scaledObject.IntegerAt("spec", "cooldownPeriod") ?? DefaultCooldownSeconds);
        }

        var created = DateTimeOffset.Parse(
            scaledObject.TextAt("metadata", "creationTimestamp")!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return created + TimeSpan.FromSeconds(scaledObject.IntegerAt("spec", "initialCooldownPeriod") ?? 0);
    }

    private static void WriteStatus(JsonObject status, JsonObject scaledObject, JsonObject deployment, ScaledObjectAutoscaler? rebuilt, bool active)
    {
        status["scaleTargetKind"] = "apps/v1.Deployment";
        status["scaleTargetGVKR"] = new JsonObject
        {
            ["group"] = "apps",
            ["kind"] = "Deployment",
            ["resource"] = "deployments",
            ["version"] = "v1",
        };
        status["originalReplicaCount"] ??= deployment.IntegerAt("spec", "replicas") ?? 1;
        status["triggersTypes"] = string.Join(
            ',', scaledObject.ObjectsAt("spec", "triggers").Select(static trigger => trigger.TextAt("type")).Distinct());
        if (rebuilt is not null)
        {
            status["hpaName"] = WorkloadName.Of(rebuilt.Value).Name;
            WriteNames(status, "externalMetricNames", rebuilt.External);
            WriteNames(status, "resourceMetricNames", rebuilt.Resources);
        }

        if (status["hpaName"] is null)
        {
            Condition(status, "Ready", "False", "TriggerError", "no trigger of the ScaledObject has a metric");
            Condition(status, "Active", "Unknown", "UnknownState", "ScaledObject check failed");
            return;
        }

        Condition(status, "Ready", "True", "ScaledObjectReady", "ScaledObject is defined correctly and is ready for scaling");
        Condition(
            status,
            "Active",
            active ? "True" : "False",
            active ? "ScalerActive" : "ScalerNotActive",
            active ? "Scaling is performed because triggers are active" : "Scaling is not performed because triggers are not active");
        Condition(status, "Fallback", "False", "NoFallbackFound", "No fallbacks are active on this scaled object");
        Condition(status, "Paused", "False", "ScaledObjectUnpaused", "pause annotation removed for ScaledObject");
    }

    // Left out where there is none (omitempty).
    private static void WriteNames(JsonObject status, string field, IEnumerable<string> names)
    {
        status.Remove(field);
        if (names.Select(static name => (JsonNode)name).ToArray() is [_, ..] values)
        {
            status[field] = new JsonArray(values);
        }
    }

    private void Report(WorkloadName key, Action<JsonObject> write) =>
        _cluster.UpdateStatus(SimulatedKind.ScaledObjects, key, write, KedaNames.Manager);

    // KEDA's conditions carry no time.
    private static void Condition(JsonObject status, string type, string value, string reason, string message)
    {
        StatusConditions.Set(status, "", type, value, reason, message);
        status.ObjectsAt("conditions").First(condition => condition.TextAt("type") == type).Remove("lastTransitionTime");
    }
}
