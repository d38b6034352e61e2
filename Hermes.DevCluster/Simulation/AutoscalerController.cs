using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Simulation;

/// <summary>
/// Plays the HorizontalPodAutoscaler controller: holds Deployments within their bounds, follows the load that was set, and says in
/// the status what stands in the way. Where no load was set, what runs is what is wanted.
/// </summary>
internal sealed class AutoscalerController(SimulatedCluster cluster, SimulatedLoad load) : ISimulatedController
{
    private readonly Dictionary<WorkloadName, HashSet<string>> _byTarget = [];

    /// <inheritdoc/>
    public void Start()
    {
        foreach (var autoscaler in cluster.List(SimulatedKind.Autoscalers))
        {
            Follow(autoscaler);
            Reconcile(WorkloadName.Of(autoscaler));
        }
    }

    /// <inheritdoc/>
    public void OnChange(ObjectChange change)
    {
        if (SimulatedKind.Autoscalers.Is(change.Row))
        {
            if (change.Before is { } before)
            {
                Forget(before);
            }

            if (change.Type == ChangeType.Deleted)
            {
                Forget(change.Object);
            }
            else
            {
                Follow(change.Object);
            }

            // Another autoscaler of the same target may have been in the way, or be now.
            ReconcileTarget(Target(change.Object));
        }
        else if (SimulatedKind.Deployments.Is(change.Row))
        {
            ReconcileTarget(WorkloadName.Of(change.Object));
        }
        else if (SimulatedKind.ApiServices.Is(change.Row) && change.Object.TextAt("metadata", "name") == ClusterFurniture.MetricsApi)
        {
            foreach (var autoscaler in cluster.List(SimulatedKind.Autoscalers))
            {
                Reconcile(WorkloadName.Of(autoscaler));
            }
        }
    }

    /// <summary>Looks at the autoscalers of a Deployment.</summary>
    public void ReconcileTarget(WorkloadName deployment)
    {
        foreach (var name in _byTarget.GetValueOrDefault(deployment)?.Order(StringComparer.Ordinal).ToArray() ?? [])
        {
            Reconcile(new WorkloadName(deployment.Namespace, name));
        }
    }

    /// <summary>Looks at the autoscaler that KEDA made of a ScaledObject.</summary>
    public void ReconcileScaledObject(WorkloadName scaledObject) =>
        Reconcile(new WorkloadName(scaledObject.Namespace, KedaNames.Autoscaler(scaledObject.Name)));

    private static WorkloadName Target(JsonObject autoscaler) => new(
        autoscaler.TextAt("metadata", "namespace") ?? "",
        autoscaler.TextAt("spec", "scaleTargetRef", "kind") == "Deployment" ? autoscaler.TextAt("spec", "scaleTargetRef", "name") ?? "" : "");

    private void Follow(JsonObject autoscaler)
    {
        if (!_byTarget.TryGetValue(Target(autoscaler), out var names))
        {
            _byTarget[Target(autoscaler)] = names = new HashSet<string>(StringComparer.Ordinal);
        }

        names.Add(WorkloadName.Of(autoscaler).Name);
    }

    private void Forget(JsonObject autoscaler)
    {
        if (_byTarget.TryGetValue(Target(autoscaler), out var names)
            && names.Remove(WorkloadName.Of(autoscaler).Name)
            && names.Count == 0)
        {
            _byTarget.Remove(Target(autoscaler));
        }
    }

    private void Reconcile(WorkloadName key)
    {
        if (cluster.Get(SimulatedKind.Autoscalers, key) is not { } autoscaler || autoscaler.At("metadata", "deletionTimestamp") is not null)
        {
            return;
        }

        var target = Target(autoscaler);
        var deployment = target.Name.Length == 0 ? null : cluster.Get(SimulatedKind.Deployments, target);
        if (deployment is null)
        {
            var reference = autoscaler.ObjectAt("spec", "scaleTargetRef");
            Report(key, status => Condition(
                status,
                "AbleToScale",
                "False",
                "FailedGetScale",
                $"the HPA controller was unable to get the target's current scale: {reference.TextAt("kind")} \"{reference.TextAt("name")}\" not found"));
            return;
        }

        var current = deployment.IntegerAt("spec", "replicas") ?? 1;
        var bounds = Bounds(autoscaler);
        if (current > 0 && bounds.Clamp(current) != current)
        {
            // Counts outside the bounds are brought within before any metric is read, and whatever stands in the way of those.
            Rescale(key, deployment, bounds.Clamp(current));
        }
        else if (Obstacle(autoscaler, deployment, current) is { } obstacle)
        {
            Report(key, status =>
            {
                // Nothing was measured; what was before is not kept.
                status.Remove("currentMetrics");
                SetCounts(status, deployment, current == 0 ? 0 : status.IntegerAt("desiredReplicas") ?? 0);
                Condition(status, "AbleToScale", "True", "SucceededGetScale", "the HPA controller was able to get the target's current scale");
                Condition(status, "ScalingActive", "False", obstacle.Reason, obstacle.Message);
            });
        }
        else
        {
            Measure(key, autoscaler, deployment, current);
        }
    }

    private static ReplicaBounds Bounds(JsonObject autoscaler)
    {
        var least = autoscaler.IntegerAt("spec", "minReplicas") ?? 1;
        return new ReplicaBounds(least, Math.Max(least, autoscaler.IntegerAt("spec", "maxReplicas") ?? least));
    }

    private void Rescale(WorkloadName key, JsonObject deployment, long desired)
    {
        cluster.Scale(SimulatedKind.Deployments, WorkloadName.Of(deployment), desired);
        Report(key, status =>
        {
            SetCounts(status, deployment, desired);
            status["lastScaleTime"] = cluster.Now;
            Condition(
                status, "AbleToScale", "True", "SucceededRescale", $"the HPA controller was able to update the target scale to {desired}");
        });
    }

    private void Measure(WorkloadName key, JsonObject autoscaler, JsonObject deployment, long current)
    {
        var metrics = MetricReadings.Of(autoscaler, deployment, load);
        var wished = metrics.Max(current);
        var bounds = Bounds(autoscaler);
        var desired = bounds.Clamp(wished);
        if (desired != current)
        {
            Rescale(key, deployment, desired);
        }

        Report(key, status =>
        {
            SetCounts(status, deployment, desired);
            status["currentMetrics"] = metrics.Status();
            if (desired == current)
            {
                Condition(status, "AbleToScale", "True", "ReadyForNewScale", "recommended size matches current size");
            }

            Condition(
                status,
                "ScalingActive",
                "True",
                "ValidMetricFound",
                $"the HPA was able to successfully calculate a replica count from {metrics.Described}");
            var (value, reason, message) = wished < bounds.Least
                ? ("True", "TooFewReplicas", "the desired replica count is less than the minimum replica count")
                : wished > bounds.Most
                ? ("True", "TooManyReplicas", "the desired replica count is more than the maximum replica count")
                : ("False", "DesiredWithinRange", "the desired count is within the acceptable range");
            Condition(status, "ScalingLimited", value, reason, message);
        });
    }

    private (string Reason, string Message)? Obstacle(JsonObject autoscaler, JsonObject deployment, long current)
    {
        if (current == 0)
        {
            return ("ScalingDisabled", "scaling is disabled since the replica count of the target is zero");
        }

        var rivals = _byTarget.GetValueOrDefault(Target(autoscaler));
        if (rivals is { Count: > 1 })
        {
            var names = string.Join(' ', rivals.Order(StringComparer.Ordinal).Select(name => $"{Target(autoscaler).Namespace}/{name}"));
            return ("AmbiguousSelector", $"pods by selector {Selector(deployment)} are controlled by multiple HPAs: [{names}]");
        }

        foreach (var resource in autoscaler.ObjectsAt("spec", "metrics")
            .Where(static metric => metric.TextAt("type") is "Resource" or "ContainerResource")
            .Select(static metric => metric.TextAt("resource", "name") ?? metric.TextAt("containerResource", "name") ?? ""))
        {
            if (cluster.Get(SimulatedKind.ApiServices, "", ClusterFurniture.MetricsApi) is null)
            {
                return (
                    "FailedGetResourceMetric",
                    $"the HPA was unable to compute the replica count: failed to get {resource} utilization: unable to get metrics for "
                    + $"resource {resource}: unable to fetch metrics from resource metrics API: the server could not find the requested "
                    + "resource (get pods.metrics.k8s.io)");
            }

            if (deployment.ObjectsAt("spec", "template", "spec", "containers")
                .FirstOrDefault(container => container.At("resources", "requests", resource) is null) is { } container)
            {
                return (
                    "FailedGetResourceMetric",
                    $"the HPA was unable to compute the replica count: failed to get {resource} utilization: missing request for {resource} "
                    + $"in container {container.TextAt("name")} of Pod {WorkloadName.Of(deployment).Name}");
            }
        }

        return null;
    }

    private static string Selector(JsonObject deployment) =>
        string.Join(',', (deployment.ObjectAt("spec", "selector", "matchLabels") ?? []).Select(static label => $"{label.Key}={label.Value}"));

    private static void SetCounts(JsonObject status, JsonObject deployment, long desired)
    {
        status["currentReplicas"] = deployment.IntegerAt("status", "replicas") ?? 0;
        status["desiredReplicas"] = desired;
    }

    private void Report(WorkloadName key, Action<JsonObject> write) => cluster.UpdateStatus(SimulatedKind.Autoscalers, key, write);

    private void Condition(JsonObject status, string type, string value, string reason, string message) =>
        StatusConditions.Set(status, cluster.Now, type, value, reason, message);
}
