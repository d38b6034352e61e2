using System.Globalization;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Simulation;

/// <summary>
/// Plays the Deployment controller, the ReplicaSet controller, the scheduler and the kubelets: rollouts are over at once, unless pods
/// are made to fail or held back.
/// </summary>
internal sealed class DeploymentController : ISimulatedController, IDisposable
{
    private const string RevisionAnnotation = "deployment.kubernetes.io/revision";
    private const string HashLabel = "pod-template-hash";

    private readonly SimulatedCluster _cluster;
    private readonly SimulatedLoad _load;
    private readonly OwnedObjects _replicaSets;
    private readonly OwnedObjects _pods;
    private readonly PodFactory _factory;
    private readonly Reminders _deadlines;
    private readonly int _mostPods;

    /// <param name="cluster">The objects.</param>
    /// <param name="load">What is made to happen to pods.</param>
    /// <param name="mostPods">How many pods a ReplicaSet gets at most; status counts go beyond.</param>
    /// <param name="run">Runs an action as the only one.</param>
    public DeploymentController(SimulatedCluster cluster, SimulatedLoad load, int mostPods, Action<Action> run)
    {
        _cluster = cluster;
        _load = load;
        _mostPods = mostPods;
        _replicaSets = new OwnedObjects(cluster, SimulatedKind.ReplicaSets);
        _pods = new OwnedObjects(cluster, SimulatedKind.Pods);
        _factory = new PodFactory(cluster);
        _deadlines = new Reminders(cluster.Clock, run, Reconcile);
    }

    /// <inheritdoc/>
    public void Start()
    {
        foreach (var deployment in _cluster.List(SimulatedKind.Deployments))
        {
            Reconcile(WorkloadName.Of(deployment));
        }
    }

    /// <inheritdoc/>
    public void OnChange(ObjectChange change)
    {
        _replicaSets.OnChange(change);
        _pods.OnChange(change);
        if (SimulatedKind.Deployments.Is(change.Row))
        {
            Reconcile(WorkloadName.Of(change.Object));
        }
        else if (SimulatedKind.ReplicaSets.Is(change.Row))
        {
            ReconcileOwner(change.Object);
        }
        else if (SimulatedKind.Pods.Is(change.Row)
            && OwnedObjects.Owner(change.Object) is { } owner
            && owner.TextAt("kind") == "ReplicaSet"
            && _cluster.Get(SimulatedKind.ReplicaSets, change.Object.TextAt("metadata", "namespace"), owner.TextAt("name") ?? "") is { } set)
        {
            ReconcileOwner(set);
        }
    }

    /// <summary>Brings a Deployment's ReplicaSets, pods and status to where they should be.</summary>
    public void Reconcile(WorkloadName key)
    {
        if (_cluster.Get(SimulatedKind.Deployments, key) is not { } deployment
            || deployment.At("metadata", "deletionTimestamp") is not null)
        {
            _deadlines.Cancel(key);
            return;
        }

        var sets = _replicaSets.Of(deployment.TextAt("metadata", "uid") ?? "");
        if (CurrentSet(deployment, sets) is not { } current)
        {
            return;
        }

        var former = sets.Where(set => set.TextAt("metadata", "name") != current.TextAt("metadata", "name")).ToArray();
        var images = current.ObjectsAt("spec", "template", "spec", "containers").Select(static each => each.TextAt("image")).OfType<string>();
        var failure = _load.FailureOf(key, images);
        var spec = deployment.ObjectAt("spec")!;
        var plan = RolloutPlan.For(
            spec, former.Sum(static set => set.IntegerAt("spec", "replicas") ?? 0), failure is null ? _load.HeldAt(key) : 0);
        Settle(current, plan.New, plan.NewReady, failure);
        SettleFormer(former, plan.Old);
        WriteStatus(deployment, current, plan, failure);
    }

    /// <inheritdoc/>
    public void Dispose() => _deadlines.Dispose();

    private void ReconcileOwner(JsonObject replicaSet)
    {
        if (OwnedObjects.Owner(replicaSet) is { } owner && owner.TextAt("kind") == "Deployment")
        {
            Reconcile(new WorkloadName(replicaSet.TextAt("metadata", "namespace") ?? "", owner.TextAt("name") ?? ""));
        }
    }

    private JsonObject? CurrentSet(JsonObject deployment, IReadOnlyList<JsonObject> sets)
    {
        var template = deployment.ObjectAt("spec", "template");
        var hash = PodTemplateHash.Of(template);
        var name = $"{deployment.TextAt("metadata", "name")}-{hash}";
        var revision = sets.Select(Revision).DefaultIfEmpty(0).Max();
        if (sets.FirstOrDefault(set => set.TextAt("metadata", "name") == name) is { } known)
        {
            if (Revision(known) < revision)
            {
                // Rolled back to: an old template becomes the latest revision.
                _cluster.Update(SimulatedKind.ReplicaSets, WorkloadName.Of(known), value => SetRevision(value, revision + 1));
                return _cluster.Get(SimulatedKind.ReplicaSets, WorkloadName.Of(known));
            }

            return known;
        }

        // While paused, the latest template that was rolled out stays.
        if (deployment.FlagAt("spec", "paused") == true && sets.Count > 0)
        {
            return sets.MaxBy(Revision);
        }

        var created = _cluster.Create(SimulatedKind.ReplicaSets, ReplicaSet(deployment, name, hash, revision + 1));
        if (created is not null)
        {
            _replicaSets.Add(created);
        }

        return created;
    }

    private static JsonObject ReplicaSet(JsonObject deployment, string name, string hash, long revision)
    {
        var template = deployment.ObjectAt("spec", "template")?.DeepClone().AsObject() ?? [];
        template.Child("metadata").Child("labels")[HashLabel] = hash;
        var selector = deployment.ObjectAt("spec", "selector")?.DeepClone().AsObject() ?? [];
        selector.Child("matchLabels")[HashLabel] = hash;
        var value = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["namespace"] = deployment.TextAt("metadata", "namespace"),
                ["labels"] = template.At("metadata", "labels")!.DeepClone(),
                ["ownerReferences"] = new JsonArray(PodFactory.OwnerReference(deployment, "apps/v1", "Deployment")),
            },
            ["spec"] = new JsonObject { ["replicas"] = 0, ["selector"] = selector, ["template"] = template },
        };
        SetRevision(value, revision);
        return value;
    }

    private static long Revision(JsonObject value) =>
        long.TryParse(value.TextAt("metadata", "annotations", RevisionAnnotation), CultureInfo.InvariantCulture, out var revision)
            ? revision
            : 0;

    private static void SetRevision(JsonObject value, long revision) =>
        value.Child("metadata").Child("annotations")[RevisionAnnotation] = revision.ToString(CultureInfo.InvariantCulture);

    private void SettleFormer(IReadOnlyList<JsonObject> sets, long wished)
    {
        // The youngest of the former templates serve on.
        foreach (var set in sets.OrderByDescending(Revision))
        {
            var count = Math.Min(wished, set.IntegerAt("spec", "replicas") ?? 0);
            wished -= count;
            Settle(set, count, count, null);
        }
    }

    private void Settle(JsonObject set, long wished, long ready, PodFailure? failure)
    {
        var key = WorkloadName.Of(set);
        if (set.IntegerAt("spec", "replicas") != wished)
        {
            _cluster.Update(SimulatedKind.ReplicaSets, key, value => value.Child("spec")["replicas"] = wished);
        }

        var admitted = failure is null or { Admitted: true };
        SettlePods(set, admitted ? wished : 0, ready, failure);
        _cluster.UpdateStatus(SimulatedKind.ReplicaSets, key, status =>
        {
            var count = admitted ? wished : 0;
            status["replicas"] = count;
            Count(status, "fullyLabeledReplicas", count);
            Count(status, "readyReplicas", ready);
            Count(status, "availableReplicas", ready);
            status["observedGeneration"] = _cluster.Get(SimulatedKind.ReplicaSets, key).IntegerAt("metadata", "generation") ?? 1;
            SetReplicaFailure(status, admitted ? null : failure);
        });
    }

    private void SettlePods(JsonObject set, long wished, long ready, PodFailure? failure)
    {
        var pods = _pods.Of(set.TextAt("metadata", "uid") ?? "").ToList();
        var count = Math.Min(wished, _mostPods);
        while (pods.Count > count)
        {
            _cluster.Delete(SimulatedKind.Pods, WorkloadName.Of(pods[^1]));
            pods.RemoveAt(pods.Count - 1);
        }

        while (pods.Count < count)
        {
            if (_cluster.Create(SimulatedKind.Pods, PodFactory.Pod(set)) is not { } pod)
            {
                break;
            }

            _pods.Add(pod);
            pods.Add(pod);
        }

        for (var i = 0; i < pods.Count; i++)
        {
            _factory.Settle(pods[i], ready: i < ready, i < ready ? null : failure);
        }
    }

    private void WriteStatus(JsonObject deployment, JsonObject current, RolloutPlan plan, PodFailure? failure)
    {
        var key = WorkloadName.Of(deployment);
        var spec = deployment.ObjectAt("spec")!;
        var wished = spec.IntegerAt("replicas") ?? 1;
        var made = failure is { Admitted: false } ? 0 : plan.New;
        var available = plan.NewReady + plan.Old;

        // A rollout that is over stays so when its pods fail later.
        var complete = plan.IsComplete(wished)
            || (plan.Old == 0 && ProgressOf(deployment, current).TextAt("reason") == "NewReplicaSetAvailable");
        var overdue = !complete && IsOverdue(deployment, current, spec);
        _cluster.UpdateThroughStatus(SimulatedKind.Deployments, key, value =>
        {
            SetRevision(value, Revision(current));
            var status = value.Child("status");
            status["observedGeneration"] = deployment.IntegerAt("metadata", "generation") ?? 1;
            Count(status, "replicas", made + plan.Old);
            Count(status, "updatedReplicas", made);
            Count(status, "readyReplicas", available);
            Count(status, "availableReplicas", available);
            Count(status, "unavailableReplicas", Math.Max(0, Math.Max(made + plan.Old, wished) - available));
            SetAvailable(status, available >= RolloutPlan.Minimum(spec));
            SetProgressing(status, current.TextAt("metadata", "name")!, complete, overdue);
            SetReplicaFailure(status, failure is { Admitted: false } ? failure : null);
        });
        if (complete)
        {
            _deadlines.Cancel(key);
        }
    }

    private void SetAvailable(JsonObject status, bool available) => StatusConditions.Set(
        status,
        _cluster.Now,
        "Available",
        available ? "True" : "False",
        available ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
        available ? "Deployment has minimum availability." : "Deployment does not have minimum availability.");

    private void SetProgressing(JsonObject status, string set, bool complete, bool overdue)
    {
        var (value, reason, message) = complete ? ("True", "NewReplicaSetAvailable", $"ReplicaSet \"{set}\" has successfully progressed.")
            : overdue ? ("False", "ProgressDeadlineExceeded", $"ReplicaSet \"{set}\" has timed out progressing.")
            : ("True", "ReplicaSetUpdated", $"ReplicaSet \"{set}\" is progressing.");
        var before = status.ObjectsAt("conditions").FirstOrDefault(static condition => condition.TextAt("type") == "Progressing");
        var changed = before.TextAt("reason") != reason || before.TextAt("message") != message;
        StatusConditions.Set(status, _cluster.Now, "Progressing", value, reason, message);
        if (changed)
        {
            status.ObjectsAt("conditions").First(static condition => condition.TextAt("type") == "Progressing")["lastUpdateTime"] = _cluster.Now;
        }
    }

    /// <summary>Whether a rollout has taken longer than it may; sees to it that this is asked again when the time comes.</summary>
    private bool IsOverdue(JsonObject deployment, JsonObject current, JsonObject spec)
    {
        var now = _cluster.Clock.GetUtcNow();
        var since = now;
        if (ProgressOf(deployment, current) is { } progress)
        {
            if (progress.TextAt("reason") == "ProgressDeadlineExceeded")
            {
                return true;
            }

            if (DateTimeOffset.TryParse(
                progress.TextAt("lastUpdateTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var updated))
            {
                since = updated;
            }
        }

        var due = since + TimeSpan.FromSeconds(spec.IntegerAt("progressDeadlineSeconds") ?? 600);
        if (now >= due)
        {
            return true;
        }

        _deadlines.At(WorkloadName.Of(deployment), due);
        return false;
    }

    /// <summary>The Progressing condition where it speaks of the current template.</summary>
    private static JsonObject? ProgressOf(JsonObject deployment, JsonObject current) => deployment.ObjectsAt("status", "conditions")
        .FirstOrDefault(condition => condition.TextAt("type") == "Progressing"
            && (condition.TextAt("message") ?? "").Contains($"\"{current.TextAt("metadata", "name")}\"", StringComparison.Ordinal));

    private void SetReplicaFailure(JsonObject status, PodFailure? failure)
    {
        if (failure is null)
        {
            StatusConditions.Remove(status, "ReplicaFailure");
        }
        else
        {
            StatusConditions.Set(status, _cluster.Now, "ReplicaFailure", "True", failure.Reason, failure.Message);
        }
    }

    private static void Count(JsonObject status, string name, long count)
    {
        if (count == 0)
        {
            status.Remove(name);
        }
        else
        {
            status[name] = count;
        }
    }
}
