using System.Globalization;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.Simulation;

/// <summary>Makes pods of a ReplicaSet, and what their kubelet and scheduler would say of them.</summary>
internal sealed class PodFactory(SimulatedCluster cluster)
{
    private int _addresses;

    /// <summary>A new pod of a ReplicaSet.</summary>
    public static JsonObject Pod(JsonObject replicaSet)
    {
        var template = replicaSet.ObjectAt("spec", "template") ?? [];
        return new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["generateName"] = $"{replicaSet.TextAt("metadata", "name")}-",
                ["namespace"] = replicaSet.TextAt("metadata", "namespace"),
                ["labels"] = template.At("metadata", "labels")?.DeepClone(),
                ["annotations"] = template.At("metadata", "annotations")?.DeepClone(),
                ["ownerReferences"] = new JsonArray(OwnerReference(replicaSet, "apps/v1", "ReplicaSet")),
            },
            ["spec"] = template["spec"]?.DeepClone(),
        };
    }

    /// <summary>The reference by which a controller owns its objects.</summary>
    public static JsonObject OwnerReference(JsonObject owner, string apiVersion, string kind) => new()
    {
        ["apiVersion"] = apiVersion,
        ["kind"] = kind,
        ["name"] = owner.TextAt("metadata", "name"),
        ["uid"] = owner.TextAt("metadata", "uid"),
        ["controller"] = true,
        ["blockOwnerDeletion"] = true,
    };

    /// <summary>Brings a pod into a state: ready; or failed, for a reason; or running and not ready.</summary>
    public void Settle(JsonObject pod, bool ready, PodFailure? failure)
    {
        if (IsSettled(pod, ready, failure))
        {
            return;
        }

        var key = WorkloadName.Of(pod);
        var scheduled = failure is null or { Schedules: true };
        if (scheduled && pod.TextAt("spec", "nodeName") is null)
        {
            cluster.Update(SimulatedKind.Pods, key, static value => value.Child("spec")["nodeName"] = ClusterFurniture.NodeName, "kube-scheduler");
        }

        cluster.UpdateStatus(SimulatedKind.Pods, key, status => Write(pod, status, ready, failure), "kubelet");
    }

    private static bool IsSettled(JsonObject pod, bool ready, PodFailure? failure)
    {
        var status = pod.ObjectAt("status");
        if (status.ArrayAt("conditions") is null)
        {
            return false;
        }

        var isReady = status.ObjectsAt("conditions")
            .Any(static condition => condition.TextAt("type") == "Ready" && condition.TextAt("status") == "True");
        var reason = status.ObjectsAt("containerStatuses")
            .Select(static container => container.TextAt("state", "waiting", "reason"))
            .FirstOrDefault();
        var scheduled = pod.TextAt("spec", "nodeName") is not null;
        return isReady == ready
            && (failure is null ? scheduled && reason is null : failure.Schedules ? reason == failure.Reason : !scheduled);
    }

    private void Write(JsonObject pod, JsonObject status, bool ready, PodFailure? failure)
    {
        var now = cluster.Now;
        if (failure is { Schedules: false })
        {
            status["phase"] = "Pending";
            StatusConditions.Set(status, now, "PodScheduled", "False", failure.Reason, failure.Message);
            return;
        }

        var runs = failure is null or { Runs: true };
        status["phase"] = runs ? "Running" : "Pending";
        status["startTime"] ??= now;
        status["hostIP"] = ClusterFurniture.NodeAddress;
        if (status["podIP"] is null)
        {
            var address = NextAddress();
            status["podIP"] = address;
            status["podIPs"] = new JsonArray(new JsonObject { ["ip"] = address });
        }

        var unready = ready ? "" : "ContainersNotReady";
        var names = string.Join(' ', pod.ObjectsAt("spec", "containers").Select(static container => container.TextAt("name")));
        var message = ready ? "" : $"containers with unready status: [{names}]";
        StatusConditions.Set(status, now, "PodScheduled", "True", "", "");
        StatusConditions.Set(status, now, "Initialized", "True", "", "");
        StatusConditions.Set(status, now, "ContainersReady", ready ? "True" : "False", unready, message);
        StatusConditions.Set(status, now, "Ready", ready ? "True" : "False", unready, message);
        status["containerStatuses"] = new JsonArray(
            [.. pod.ObjectsAt("spec", "containers").Select(container => (JsonNode)Container(status, container, ready, failure, now))]);
    }

    private static JsonObject Container(JsonObject status, JsonObject container, bool ready, PodFailure? failure, string now)
    {
        var name = container.TextAt("name");
        var image = container.TextAt("image");
        var former = status.ObjectsAt("containerStatuses").FirstOrDefault(each => each.TextAt("name") == name);
        var state = failure is null
            ? new JsonObject { ["running"] = new JsonObject { ["startedAt"] = former.TextAt("state", "running", "startedAt") ?? now } }
            : new JsonObject
            {
                ["waiting"] = new JsonObject
                {
                    ["reason"] = failure.Reason,
                    ["message"] = failure == PodFailure.ImagePullBackOff ? $"{failure.Message} \"{image}\"" : failure.Message,
                },
            };
        var result = new JsonObject
        {
            ["name"] = name,
            ["state"] = state,
            ["lastState"] = new JsonObject(),
            ["ready"] = ready,
            ["restartCount"] = former.IntegerAt("restartCount") ?? 0,
            ["image"] = image,
            ["imageID"] = "",
            ["started"] = failure is null,
        };
        if (failure is { Runs: true })
        {
            result["restartCount"] = (former.IntegerAt("restartCount") ?? 0) + 1;
            result["lastState"] = new JsonObject
            {
                ["terminated"] = new JsonObject { ["exitCode"] = 1, ["reason"] = "Error", ["startedAt"] = now, ["finishedAt"] = now },
            };
        }

        return result;
    }

    private string NextAddress()
    {
        _addresses++;
        return string.Create(CultureInfo.InvariantCulture, $"10.244.{_addresses / 250 % 256}.{(_addresses % 250) + 1}");
    }
}
