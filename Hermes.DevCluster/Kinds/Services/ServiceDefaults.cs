using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Kinds.Services;

/// <summary>Defaults of Services, and what an update may not take away from them.</summary>
internal static class ServiceDefaults
{
    private const int ThreeHours = 10800;

    public static void Fill(JsonObject service)
    {
        var spec = service.Child("spec");
        var type = spec.TextAt("type");
        if (spec.TextAt("sessionAffinity") == "ClientIP")
        {
            spec.Child("sessionAffinityConfig").Child("clientIP").SetDefault("timeoutSeconds", ThreeHours);
        }
        else
        {
            spec.Remove("sessionAffinityConfig");
        }

        foreach (var port in spec.ObjectsAt("ports"))
        {
            if (port["targetPort"] is null || port.IntegerAt("targetPort") == 0 || port.TextAt("targetPort") is "")
            {
                port["targetPort"] = port["port"]?.DeepClone();
            }
        }

        if (IsExternal(spec))
        {
            spec.SetDefault("externalTrafficPolicy", "Cluster");
        }

        if (type is "ClusterIP" or "NodePort" or "LoadBalancer")
        {
            spec.SetDefault("internalTrafficPolicy", "Cluster");
        }

        if (type == "LoadBalancer")
        {
            spec.SetDefault("allocateLoadBalancerNodePorts", true);
            foreach (var address in service.ObjectsAt("status", "loadBalancer", "ingress"))
            {
                if (address.TextAt("ip") is { Length: > 0 })
                {
                    address.SetDefault("ipMode", "VIP");
                }
            }
        }
    }

    /// <summary>
    /// Brings the two fields for the cluster IP into step, keeps what was allocated where a writer does not name it, and drops what was
    /// allocated for a former type.
    /// </summary>
    public static void Prepare(JsonObject service, JsonObject? old)
    {
        var spec = service.Child("spec");
        if (old.ObjectAt("spec") is { } before)
        {
            FollowAddress(spec, before);
            Keep(spec, before);
            Drop(spec, before);
        }

        if (spec["clusterIPs"] is null && spec["clusterIP"] is { } single)
        {
            spec["clusterIPs"] = new JsonArray(single.DeepClone());
        }

        if (old is not null && spec.TextAt("type") != "LoadBalancer" && service.ObjectAt("status") is { } status)
        {
            status["loadBalancer"] = new JsonObject();
        }
    }

    /// <summary>Whether a Service has a cluster IP, or says that it wants none.</summary>
    public static bool NeedsClusterIp(JsonObject spec) => spec.TextAt("type") != "ExternalName";

    /// <summary>Whether a Service has node ports.</summary>
    public static bool NeedsNodePorts(JsonObject spec) =>
        spec.TextAt("type") == "NodePort"
        || (spec.TextAt("type") == "LoadBalancer" && spec.FlagAt("allocateLoadBalancerNodePorts") != false);

    /// <summary>Whether traffic from outside the cluster can reach a Service.</summary>
    public static bool IsExternal(JsonObject spec) =>
        spec.TextAt("type") is "NodePort" or "LoadBalancer"
        || (spec.TextAt("type") == "ClusterIP" && (spec.ArrayAt("externalIPs")?.Count ?? 0) > 0);

    /// <summary>Whether a Service has a port for health checks of its own.</summary>
    public static bool NeedsHealthCheckPort(JsonObject spec) =>
        spec.TextAt("type") == "LoadBalancer" && spec.TextAt("externalTrafficPolicy") == "Local";

    private static bool MayHaveNodePorts(JsonObject spec) => spec.TextAt("type") is "NodePort" or "LoadBalancer";

    private static void Keep(JsonObject spec, JsonObject before)
    {
        if (NeedsClusterIp(spec) && NeedsClusterIp(before))
        {
            foreach (var name in (string[])["clusterIP", "clusterIPs"])
            {
                if (spec[name] is null && before[name] is { } value)
                {
                    spec[name] = value.DeepClone();
                }
            }
        }

        if (NeedsHealthCheckPort(spec) && NeedsHealthCheckPort(before) && spec["healthCheckNodePort"] is null)
        {
            spec["healthCheckNodePort"] = before["healthCheckNodePort"]?.DeepClone();
        }

        if (MayHaveNodePorts(spec) && MayHaveNodePorts(before))
        {
            // Looked up before any is set: two ports may trade places.
            var taken = spec.ObjectsAt("ports").Select(static port => port.IntegerAt("nodePort")).OfType<long>().ToHashSet();
            foreach (var port in spec.ObjectsAt("ports").Where(static port => port["nodePort"] is null))
            {
                var same = before.ObjectsAt("ports").FirstOrDefault(
                    other => other.IntegerAt("port") == port.IntegerAt("port") && other.TextAt("protocol") == port.TextAt("protocol"));
                if (same.IntegerAt("nodePort") is { } number && taken.Add(number))
                {
                    port["nodePort"] = number;
                }
            }
        }

        // The families are filled in by the allocator, so a writer who does not know of them must not lose them either.
        if (NeedsClusterIp(spec) && NeedsClusterIp(before))
        {
            foreach (var name in (string[])["ipFamilies", "ipFamilyPolicy"])
            {
                if (spec[name] is null && before[name] is { } value)
                {
                    spec[name] = value.DeepClone();
                }
            }
        }
    }

    /// <summary>A writer who changes only the older field for the cluster IP means the newer one as well.</summary>
    private static void FollowAddress(JsonObject spec, JsonObject before)
    {
        if (JsonNode.DeepEquals(spec["clusterIP"], before["clusterIP"]) || !JsonNode.DeepEquals(spec["clusterIPs"], before["clusterIPs"]))
        {
            return;
        }

        if (spec["clusterIP"] is { } single)
        {
            spec["clusterIPs"] = new JsonArray(single.DeepClone());
        }
        else
        {
            spec.Remove("clusterIPs");
        }
    }

    private static void Drop(JsonObject spec, JsonObject before)
    {
        if (NeedsClusterIp(before) && !NeedsClusterIp(spec))
        {
            if (Same("clusterIP") && Same("clusterIPs"))
            {
                spec.Remove("clusterIP");
                spec.Remove("clusterIPs");
            }

            RemoveIfSame("ipFamilies");
            RemoveIfSame("ipFamilyPolicy");
            RemoveIfSame("internalTrafficPolicy");
        }

        if (MayHaveNodePorts(before) && !MayHaveNodePorts(spec))
        {
            var known = before.ObjectsAt("ports").Select(static port => port.IntegerAt("nodePort")).OfType<long>().ToHashSet();
            if (spec.ObjectsAt("ports").Select(static port => port.IntegerAt("nodePort")).OfType<long>().All(known.Contains))
            {
                foreach (var port in spec.ObjectsAt("ports"))
                {
                    port.Remove("nodePort");
                }
            }
        }

        if (before.TextAt("type") == "LoadBalancer" && spec.TextAt("type") != "LoadBalancer")
        {
            RemoveIfSame("allocateLoadBalancerNodePorts");
            RemoveIfSame("loadBalancerClass");
        }

        if (NeedsHealthCheckPort(before) && !NeedsHealthCheckPort(spec))
        {
            RemoveIfSame("healthCheckNodePort");
        }

        if (IsExternal(before) && !IsExternal(spec))
        {
            RemoveIfSame("externalTrafficPolicy");
        }

        bool Same(string name) => JsonNode.DeepEquals(spec[name], before[name]);

        void RemoveIfSame(string name)
        {
            if (Same(name))
            {
                spec.Remove(name);
            }
        }
    }
}
