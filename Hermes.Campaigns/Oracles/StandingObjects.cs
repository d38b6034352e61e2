using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Hermes.Campaigns.Worlds;
using Hermes.DevCluster.Hosting;
using Hermes.DevCluster.Kinds;

namespace Hermes.Campaigns.Oracles;

/// <summary>What stands in a world, in a form in which two worlds can be compared that came to the same end by different ways.</summary>
internal sealed class StandingObjects
{
    // Told of what happened, not of what is; and made by the simulator from the rest, under random names.
    private static readonly string[] LeftOut = ["events", "pods", "replicasets"];

    // Set by the server, each time anew.
    private static readonly string[] ServersOwn = ["uid", "resourceVersion", "creationTimestamp", "generation"];

    // Of a Service: assigned by the server in the order in which they are asked for.
    private static readonly string[] Assigned = ["clusterIP", "clusterIPs"];

    // Which generation it was of, and when.
    private static readonly string[] RolloutsOwn = ["generation", "startTime", "completionTime"];

    private const string CountMark = "hermes.dev/replicas";

    // Of the desired object, its owner's UID among it.
    private const string AppliedHash = "hermes.dev/applied";

    // How many pod templates a Deployment has been through.
    private const string Revision = "deployment.kubernetes.io/revision";

    private readonly ImmutableSortedDictionary<string, JsonObject> _objects;

    private StandingObjects(ImmutableSortedDictionary<string, JsonObject> objects) => _objects = objects;

    /// <summary>Whether the objects of a resource are compared.</summary>
    public static bool Includes(string plural) => !LeftOut.Contains(plural);

    /// <summary>Reads a world.</summary>
    public static StandingObjects Of(DevClusterCore cluster) => new(cluster.Store.World.Resources
        .Select(resource => (Plural: resource.Key[(resource.Key.LastIndexOf('/') + 1)..], resource.Value))
        .Where(resource => Includes(resource.Plural))
        .SelectMany(resource => resource.Value.List(VirtualWorld.Namespace).Select(stored => (resource.Plural, Value: stored.Copy())))
        .ToImmutableSortedDictionary(
            each => $"{each.Plural} {each.Value.TextAt("metadata", "name")}", each => Mask(each.Value), StringComparer.Ordinal));

    /// <summary>In what another world is not the same.</summary>
    /// <param name="expected">What should stand.</param>
    public IEnumerable<string> DifferencesFrom(StandingObjects expected)
    {
        foreach (var name in expected._objects.Keys.Union(_objects.Keys, StringComparer.Ordinal))
        {
            if (!_objects.TryGetValue(name, out var present))
            {
                yield return $"{name} is missing";
            }
            else if (!expected._objects.TryGetValue(name, out var wanted))
            {
                yield return $"{name} should not be there";
            }
            else
            {
                foreach (var difference in Differences(name, wanted, present))
                {
                    yield return difference;
                }
            }
        }
    }

    private static IEnumerable<string> Differences(string path, JsonNode? expected, JsonNode? actual)
    {
        if (JsonNode.DeepEquals(expected, actual))
        {
            return [];
        }

        return (expected, actual) switch
        {
            (JsonObject wanted, JsonObject present) => wanted.Select(field => field.Key).Union(present.Select(field => field.Key))
                .SelectMany(field => Differences($"{path}.{field}", wanted[field], present[field])),
            (JsonArray wanted, JsonArray present) when wanted.Count == present.Count =>
                wanted.Zip(present).SelectMany((pair, index) => Differences($"{path}[{index}]", pair.First, pair.Second)),
            _ => [$"{path} is {actual?.ToJsonString() ?? "absent"}, not {expected?.ToJsonString() ?? "absent"}"],
        };
    }

    private static JsonObject Mask(JsonObject value)
    {
        var metadata = value.ObjectAt("metadata")!;
        foreach (var field in ServersOwn)
        {
            metadata.Remove(field);
        }

        foreach (var owner in metadata.ObjectsAt("ownerReferences"))
        {
            owner.Remove("uid");
        }

        // A Deployment made for a scaler begins with a count that the operator names, and says so until its next apply.
        metadata.ObjectAt("annotations")?.Remove(CountMark);
        metadata.ObjectAt("annotations")?.Remove(Revision);
        metadata.ObjectAt("annotations")?.Remove(AppliedHash);
        metadata["managedFields"] = new JsonArray([.. metadata.ObjectsAt("managedFields").Where(IsOperators).Select(WithoutTime)]);
        MaskAssigned(value);
        MaskStatus(value.ObjectAt("status"));
        if (value.TextAt("kind") == "Ingress")
        {
            // Of a controller whose class the Ingress has left.
            value.ObjectAt("status")?.Remove("loadBalancer");
        }

        return value;
    }

    // Who else set a count once is history: a user, an autoscaler, the manager that hands the count over.
    private static bool IsOperators(JsonObject entry) => entry.TextAt("manager") == "hermes-operator";

    private static JsonNode WithoutTime(JsonObject entry)
    {
        var copy = entry.DeepClone().AsObject();
        copy.Remove("time");
        if (copy.ObjectAt("fieldsV1", "f:metadata", "f:annotations")?.Remove($"f:{CountMark}") is true)
        {
            // What the mark says.
            copy.ObjectAt("fieldsV1", "f:spec")?.Remove("f:replicas");
        }

        // Their keys have the owner's UID in them.
        if (copy.ObjectAt("fieldsV1", "f:metadata") is { } fields && fields.ContainsKey("f:ownerReferences"))
        {
            fields["f:ownerReferences"] = new JsonObject();
        }

        return copy;
    }

    private static void MaskAssigned(JsonObject value)
    {
        if (value.TextAt("kind") != "Service" || value.ObjectAt("spec") is not { } spec)
        {
            return;
        }

        foreach (var field in Assigned)
        {
            spec.Remove(field);
        }

        foreach (var port in spec.ObjectsAt("ports"))
        {
            port.Remove("nodePort");
        }
    }

    private static void MaskStatus(JsonObject? status)
    {
        if (status is null)
        {
            return;
        }

        // How many generations an object has been through, and when what came to be so.
        status.Remove("observedGeneration");
        status.Remove("lastScaleTime");
        foreach (var field in RolloutsOwn)
        {
            status.ObjectAt("rollout")?.Remove(field);
        }

        // The count that KEDA found when the ScaledObject was made.
        status.Remove("originalReplicaCount");
        foreach (var condition in status.ObjectsAt("conditions"))
        {
            condition.Remove("lastTransitionTime");
            condition.Remove("lastUpdateTime");
            condition.Remove("observedGeneration");
        }
    }
}
