using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds.Rules;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Kinds.Networking;

/// <summary>Rules of the addresses that a load balancer reports in a Service's or an Ingress' status.</summary>
internal static class LoadBalancerRules
{
    public static IEnumerable<FieldError> Service(JsonObject value, JsonObject? old)
    {
        var faults = new FaultList();
        if (value.TextAt("spec", "type") != "LoadBalancer" && value.ObjectsAt("status", "loadBalancer", "ingress").Any())
        {
            faults.Forbidden("status.loadBalancer.ingress", "may only be used when `spec.type` is 'LoadBalancer'");
        }

        CheckAddresses(faults, value);
        return faults.All;
    }

    public static IEnumerable<FieldError> Ingress(JsonObject value, JsonObject? old)
    {
        var faults = new FaultList();
        CheckAddresses(faults, value);
        return faults.All;
    }

    private static void CheckAddresses(FaultList faults, JsonObject value)
    {
        var index = 0;
        foreach (var address in value.ObjectsAt("status", "loadBalancer", "ingress"))
        {
            var field = $"status.loadBalancer.ingress[{index++}]";
            if (address.TextAt("ip") is { Length: > 0 } ip && !IpText.IsAddress(ip))
            {
                faults.Invalid($"{field}.ip", ip, "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
            }

            if (address.TextAt("hostname") is { Length: > 0 } host)
            {
                faults.Each($"{field}.hostname", host, Names.Subdomain(host));
                if (IpText.IsAddress(host))
                {
                    faults.Invalid($"{field}.hostname", host, "must be a DNS name, not an IP address");
                }
            }
        }
    }
}
