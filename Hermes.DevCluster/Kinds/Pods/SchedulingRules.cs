using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds.Rules;

namespace Hermes.DevCluster.Kinds.Pods;

/// <summary>Rules of affinity, spreading and tolerations.</summary>
internal static class SchedulingRules
{
    /// <summary>Faults of a spec's affinity and topology spread.</summary>
    public static void Check(FaultList faults, string field, JsonObject spec)
    {
        if (spec.ObjectAt("affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution") is { } required
            && !required.ObjectsAt("nodeSelectorTerms").Any())
        {
            faults.Required(
                $"{field}.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms",
                "must have at least one node selector term");
        }

        foreach (var kind in (string[])["podAffinity", "podAntiAffinity"])
        {
            var path = $"{field}.affinity.{kind}";
            CheckTerms(
                faults,
                $"{path}.requiredDuringSchedulingIgnoredDuringExecution",
                spec.ObjectsAt("affinity", kind, "requiredDuringSchedulingIgnoredDuringExecution"));
            CheckWeighted(
                faults,
                $"{path}.preferredDuringSchedulingIgnoredDuringExecution",
                spec.ObjectsAt("affinity", kind, "preferredDuringSchedulingIgnoredDuringExecution"));
        }

        CheckSpread(faults, $"{field}.topologySpreadConstraints", [.. spec.ObjectsAt("topologySpreadConstraints")]);
    }

    /// <summary>Faults of a spec's tolerations.</summary>
    public static void CheckTolerations(FaultList faults, string field, JsonObject spec)
    {
        var index = 0;
        foreach (var toleration in spec.ObjectsAt("tolerations"))
        {
            var path = $"{field}[{index++}]";
            var key = toleration.TextAt("key") ?? "";
            var operation = toleration.TextAt("operator") ?? "";
            var effect = toleration.TextAt("effect") ?? "";
            if (key.Length > 0)
            {
                faults.Each($"{path}.key", key, Names.Qualified(key));
            }
            else if (operation != "Exists")
            {
                faults.Invalid(
                    $"{path}.operator",
                    operation,
                    "operator must be Exists when `key` is empty, which means \"match all values and all keys\"");
            }

            if (toleration["tolerationSeconds"] is not null && effect != "NoExecute")
            {
                faults.Invalid($"{path}.effect", effect, "effect must be 'NoExecute' when `tolerationSeconds` is set");
            }

            if (operation == "Exists" && toleration.TextAt("value") is { Length: > 0 } value)
            {
                faults.Invalid($"{path}.operator", value, "value must be empty when `operator` is 'Exists'");
            }
            else if (operation is not ("" or "Equal" or "Exists"))
            {
                faults.NotSupported($"{path}.operator", operation, "Equal", "Exists");
            }

            if (effect.Length > 0)
            {
                faults.Choice($"{path}.effect", effect, "NoSchedule", "PreferNoSchedule", "NoExecute");
            }
        }
    }

    private static void CheckWeighted(FaultList faults, string field, IEnumerable<JsonObject> terms)
    {
        var index = 0;
        foreach (var term in terms)
        {
            var path = $"{field}[{index++}]";
            if (term.IntegerAt("weight") is not (>= 1 and <= 100))
            {
                faults.Invalid($"{path}.weight", term.IntegerAt("weight") ?? 0, "must be in the range 1-100");
            }

            CheckTerm(faults, $"{path}.podAffinityTerm", term.ObjectAt("podAffinityTerm"));
        }
    }

    private static void CheckTerms(FaultList faults, string field, IEnumerable<JsonObject> terms)
    {
        var index = 0;
        foreach (var term in terms)
        {
            CheckTerm(faults, $"{field}[{index++}]", term);
        }
    }

    private static void CheckTerm(FaultList faults, string field, JsonObject? term)
    {
        Labels.CheckSelector(faults, $"{field}.labelSelector", term.At("labelSelector"));
        if (term.TextAt("topologyKey") is { Length: > 0 } key)
        {
            faults.Each($"{field}.topologyKey", key, Names.Qualified(key));
        }
        else
        {
            faults.Required($"{field}.topologyKey", "can not be empty");
        }
    }

    private static void CheckSpread(FaultList faults, string field, IReadOnlyList<JsonObject> constraints)
    {
        for (var i = 0; i < constraints.Count; i++)
        {
            var path = $"{field}[{i}]";
            var key = constraints[i].TextAt("topologyKey") ?? "";
            var action = constraints[i].TextAt("whenUnsatisfiable") ?? "";
            if ((constraints[i].IntegerAt("maxSkew") ?? 0) <= 0)
            {
                faults.Invalid($"{path}.maxSkew", constraints[i].IntegerAt("maxSkew") ?? 0, "must be greater than zero");
            }

            if (key.Length == 0)
            {
                faults.Required($"{path}.topologyKey", "can not be empty");
            }

            faults.Choice($"{path}.whenUnsatisfiable", action, "DoNotSchedule", "ScheduleAnyway");
            if (constraints.Skip(i + 1).Any(other => other.TextAt("topologyKey") == key && other.TextAt("whenUnsatisfiable") == action))
            {
                faults.Duplicate($"{path}.{{topologyKey, whenUnsatisfiable}}", $"{{{key}, {action}}}");
            }

            var domains = constraints[i].IntegerAt("minDomains");
            if (domains <= 0)
            {
                faults.Invalid($"{path}.minDomains", domains, "must be greater than zero");
            }

            if (domains is not null && action != "DoNotSchedule")
            {
                faults.Invalid(
                    $"{path}.minDomains", domains, $"can only use minDomains if whenUnsatisfiable=DoNotSchedule, not {action}");
            }

            Labels.CheckSelector(faults, $"{path}.labelSelector", constraints[i]["labelSelector"]);
        }
    }
}
