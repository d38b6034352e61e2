using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds.Rules;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Kinds.Cluster;

/// <summary>Rules of leases.</summary>
internal static class LeaseRules
{
    public static IEnumerable<FieldError> Check(JsonObject value, JsonObject? old)
    {
        var faults = new FaultList();
        if (value.IntegerAt("spec", "leaseDurationSeconds") is <= 0)
        {
            faults.Invalid("spec.leaseDurationSeconds", value.At("spec", "leaseDurationSeconds"), "must be greater than 0");
        }

        if (value.TextAt("spec", "preferredHolder") is { Length: > 0 } && value.TextAt("spec", "strategy") is null or "")
        {
            faults.Forbidden("spec.preferredHolder", "may only be specified if `strategy` is defined");
        }

        faults.NotNegative("spec.leaseTransitions", value.IntegerAt("spec", "leaseTransitions"));
        return faults.All;
    }
}
