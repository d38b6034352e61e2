using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds.Pods;
using Hermes.DevCluster.Kinds.Rules;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Kinds.Services;

/// <summary>Rules of Services, in the order of the real server's.</summary>
internal static class ServiceRules
{
    private const int OneDay = 86400;

    public static IEnumerable<FieldError> Check(JsonObject value, JsonObject? old)
    {
        var faults = new FaultList();
        var spec = value.ObjectAt("spec") ?? [];
        CheckUnchanged(faults, spec, old.ObjectAt("spec"));
        var type = spec.TextAt("type") ?? "";
        var headless = spec.TextAt("clusterIP") == "None";
        if ((spec.ArrayAt("ports")?.Count ?? 0) == 0 && !headless && type != "ExternalName")
        {
            faults.Required("spec.ports");
        }

        if (type is "LoadBalancer" or "NodePort" && headless)
        {
            faults.Invalid("spec.clusterIPs[0]", "None", $"may not be set to 'None' for {type} services");
        }

        if (type == "ExternalName")
        {
            CheckExternalName(faults, spec);
        }

        CheckPorts(faults, spec);
        Labels.Check(faults, "spec.selector", spec["selector"]);
        CheckAffinity(faults, spec);
        CheckAddresses(faults, spec, type);
        faults.Choice("spec.type", type, "ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
        CheckNodePorts(faults, spec, type);
        CheckOnlyFor(faults, spec, type);
        return faults.All;
    }

    private static void CheckUnchanged(FaultList faults, JsonObject spec, JsonObject? before)
    {
        if (before is null
            || !ServiceDefaults.NeedsClusterIp(before)
            || !ServiceDefaults.NeedsClusterIp(spec)
            || before.TextAt("clusterIP") is null)
        {
            return;
        }

        if (spec.TextAt("clusterIP") != before.TextAt("clusterIP"))
        {
            faults.Invalid("spec.clusterIPs[0]", spec["clusterIPs"], "may not change once set");
        }
    }

    private static void CheckExternalName(FaultList faults, JsonObject spec)
    {
        foreach (var name in (string[])["clusterIPs", "ipFamilies", "ipFamilyPolicy"])
        {
            if (spec[name] is not null)
            {
                faults.Forbidden($"spec.{name}", "may not be set for ExternalName services");
            }
        }

        var external = spec.TextAt("externalName") ?? "";
        var host = external.EndsWith('.') ? external[..^1] : external;
        if (host.Length == 0)
        {
            faults.Required("spec.externalName");
        }
        else
        {
            faults.Each("spec.externalName", host, Names.Subdomain(host));
        }
    }

    private static void CheckPorts(FaultList faults, JsonObject spec)
    {
        var names = new HashSet<string>();
        var index = 0;
        var ports = spec.ObjectsAt("ports").ToArray();
        foreach (var port in ports)
        {
            var field = $"spec.ports[{index++}]";
            if (port.TextAt("name") is { Length: > 0 } name)
            {
                faults.Each($"{field}.name", name, Names.Label(name));
                if (!names.Add(name))
                {
                    faults.Duplicate($"{field}.name", name);
                }
            }
            else if (ports.Length > 1)
            {
                faults.Required($"{field}.name");
            }

            faults.Port($"{field}.port", port.IntegerAt("port") ?? 0);
            faults.Choice($"{field}.protocol", port.TextAt("protocol"), "SCTP", "TCP", "UDP");
            ContainerRules.CheckPortNumberOrName(faults, $"{field}.targetPort", port["targetPort"]);
            if (port.TextAt("appProtocol") is { } protocol)
            {
                faults.Each($"{field}.appProtocol", protocol, Names.Qualified(protocol));
            }
        }
    }

    private static void CheckAffinity(FaultList faults, JsonObject spec)
    {
        faults.Choice("spec.sessionAffinity", spec.TextAt("sessionAffinity"), "ClientIP", "None");
        var timeout = spec.IntegerAt("sessionAffinityConfig", "clientIP", "timeoutSeconds");
        if (spec.TextAt("sessionAffinity") == "ClientIP" && timeout is <= 0 or > OneDay)
        {
            faults.Invalid(
                "spec.sessionAffinityConfig.clientIP.timeoutSeconds", timeout, $"must be greater than 0 and less than {OneDay}");
        }
    }

    private static void CheckAddresses(FaultList faults, JsonObject spec, string type)
    {
        if (type == "ExternalName")
        {
            return;
        }

        if (spec.TextAt("clusterIP") is { } single && spec.TextsAt("clusterIPs").FirstOrDefault() != single)
        {
            faults.Invalid("spec.clusterIPs", spec["clusterIPs"], "first value must match `clusterIP`");
        }
        else if (spec.TextAt("clusterIP") is null && spec["clusterIPs"] is not null)
        {
            faults.Invalid("spec.clusterIPs", spec["clusterIPs"], "must be empty when `clusterIP` is not specified");
        }

        var index = 0;
        foreach (var address in spec.TextsAt("clusterIPs"))
        {
            var field = $"spec.clusterIPs[{index++}]";
            if (address != "None" && !IpText.IsAddress(address))
            {
                faults.Invalid(field, address, "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
            }
        }
    }

    private static void CheckNodePorts(FaultList faults, JsonObject spec, string type)
    {
        var nodePorts = new HashSet<(string?, long)>();
        var ports = new HashSet<(string?, long)>();
        var index = 0;
        foreach (var port in spec.ObjectsAt("ports"))
        {
            var field = $"spec.ports[{index++}]";
            if (port.IntegerAt("nodePort") is { } nodePort)
            {
                if (type == "ClusterIP")
                {
                    faults.Forbidden($"{field}.nodePort", "may not be used when `type` is 'ClusterIP'");
                }

                if (!nodePorts.Add((port.TextAt("protocol"), nodePort)))
                {
                    faults.Duplicate($"{field}.nodePort", nodePort);
                }
            }

            if (!ports.Add((port.TextAt("protocol"), port.IntegerAt("port") ?? 0)))
            {
                // Printed as Go's encoding/json writes the internal type's key fields, in the struct's order.
                faults.Duplicate(field, new GoLiteral(
                    $$"""{"Name":"","Protocol":"{{port.TextAt("protocol")}}","AppProtocol":null,"Port":{{port.IntegerAt("port") ?? 0}},"TargetPort":0,"NodePort":0}"""));
            }
        }
    }

    private static void CheckOnlyFor(FaultList faults, JsonObject spec, string type)
    {
        foreach (var name in (string[])["loadBalancerSourceRanges", "allocateLoadBalancerNodePorts", "loadBalancerClass"])
        {
            if (spec[name] is not null && type != "LoadBalancer")
            {
                var field = name == "loadBalancerSourceRanges" ? "LoadBalancerSourceRanges" : name;
                faults.Forbidden($"spec.{field}", "may only be used when `type` is 'LoadBalancer'");
            }
        }

        if (spec.TextAt("externalTrafficPolicy") is { } external)
        {
            if (ServiceDefaults.IsExternal(spec))
            {
                faults.Choice("spec.externalTrafficPolicy", external, "Cluster", "Local");
            }
            else
            {
                faults.Invalid("spec.externalTrafficPolicy", external, "may only be set for externally-accessible services");
            }
        }

        faults.Choice("spec.internalTrafficPolicy", spec.TextAt("internalTrafficPolicy"), "Cluster", "Local");
        faults.Choice(
            "spec.trafficDistribution", spec.TextAt("trafficDistribution"), "PreferClose", "PreferSameZone", "PreferSameNode");
    }
}
