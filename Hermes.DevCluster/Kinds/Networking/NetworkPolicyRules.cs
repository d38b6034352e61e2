using System.Net;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds.Pods;
using Hermes.DevCluster.Kinds.Rules;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Kinds.Networking;

/// <summary>Defaults and rules of NetworkPolicies.</summary>
internal static class NetworkPolicyRules
{
    /// <summary>A policy is about ingress, and about egress as well where it has rules for it.</summary>
    public static void Fill(JsonObject policy)
    {
        var spec = policy.Child("spec");
        if (spec["policyTypes"] is null)
        {
            spec["policyTypes"] = (spec.ArrayAt("egress")?.Count ?? 0) > 0 ? new JsonArray("Ingress", "Egress") : new JsonArray("Ingress");
        }
    }

    public static IEnumerable<FieldError> Check(JsonObject value, JsonObject? old)
    {
        var faults = new FaultList();
        var spec = value.ObjectAt("spec") ?? [];
        Labels.CheckSelector(faults, "spec.podSelector", spec["podSelector"]);
        foreach (var (direction, peers) in ((string, string)[])[("ingress", "from"), ("egress", "to")])
        {
            var index = 0;
            foreach (var rule in spec.ObjectsAt(direction))
            {
                CheckRule(faults, $"spec.{direction}[{index++}]", rule, peers);
            }
        }

        var type = 0;
        foreach (var name in spec.TextsAt("policyTypes"))
        {
            faults.Choice($"spec.policyTypes[{type++}]", name, "Ingress", "Egress");
        }

        return faults.All;
    }

    private static void CheckRule(FaultList faults, string field, JsonObject rule, string peers)
    {
        var index = 0;
        foreach (var port in rule.ObjectsAt("ports"))
        {
            var path = $"{field}.ports[{index++}]";
            faults.Choice($"{path}.protocol", port.TextAt("protocol"), "TCP", "UDP", "SCTP");
            if (port["port"] is { } number)
            {
                ContainerRules.CheckPortNumberOrName(faults, $"{path}.port", number);
                if (port["endPort"] is not null && number.IntegerAt() is null)
                {
                    faults.Invalid($"{path}.endPort", port["endPort"], "may not be specified when `port` is non-numeric");
                }
                else if (port.IntegerAt("endPort") is { } end && end < (number.IntegerAt() ?? 0))
                {
                    faults.Invalid($"{path}.endPort", end, "must be greater than or equal to `port`");
                }
            }
            else if (port["endPort"] is not null)
            {
                faults.Required($"{path}.port", "must be specified when `endPort` is specified");
            }
        }

        index = 0;
        foreach (var peer in rule.ObjectsAt(peers))
        {
            CheckPeer(faults, $"{field}.{peers}[{index++}]", peer);
        }
    }

    private static void CheckPeer(FaultList faults, string field, JsonObject peer)
    {
        Labels.CheckSelector(faults, $"{field}.podSelector", peer["podSelector"]);
        Labels.CheckSelector(faults, $"{field}.namespaceSelector", peer["namespaceSelector"]);
        if (peer.ObjectAt("ipBlock") is { } block)
        {
            if (block.TextAt("cidr") is not { Length: > 0 } range)
            {
                faults.Required($"{field}.ipBlock.cidr");
            }
            else if (!IPNetwork.TryParse(range, out _))
            {
                faults.Invalid(
                    $"{field}.ipBlock.cidr", range, "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)");
            }
        }

        var kinds = peer.Count(static entry => entry.Value is not null);
        if (kinds == 0)
        {
            faults.Required(field, "must specify a peer");
        }
        else if (kinds > 1 && peer["ipBlock"] is not null)
        {
            faults.Forbidden(field, "may not specify both ipBlock and another peer");
        }
    }
}
