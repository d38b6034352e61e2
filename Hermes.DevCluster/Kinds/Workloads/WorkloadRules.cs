using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Hermes.DevCluster.Kinds.Pods;
using Hermes.DevCluster.Kinds.Rules;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Kinds.Workloads;

/// <summary>Rules of pods' owners, in the order of the real server's.</summary>
internal static partial class WorkloadRules
{
    private static readonly string[] BudgetFields = ["MinAvailable", "Selector", "MaxUnavailable", "UnhealthyPodEvictionPolicy"];

    public static IEnumerable<FieldError> Deployment(JsonObject value, JsonObject? old)
    {
        var faults = new FaultList();
        var spec = value.ObjectAt("spec") ?? [];
        faults.NotNegative("spec.replicas", spec.IntegerAt("replicas"));
        CheckSelectorAndTemplate(faults, spec, "deployment");
        CheckStrategy(faults, spec);
        faults.NotNegative("spec.minReadySeconds", spec.IntegerAt("minReadySeconds"));
        faults.NotNegative("spec.revisionHistoryLimit", spec.IntegerAt("revisionHistoryLimit"));
        if (spec.IntegerAt("progressDeadlineSeconds") is { } deadline)
        {
            faults.NotNegative("spec.progressDeadlineSeconds", deadline);
            if (deadline <= (spec.IntegerAt("minReadySeconds") ?? 0))
            {
                faults.Invalid("spec.progressDeadlineSeconds", deadline, "must be greater than minReadySeconds");
            }
        }

        CheckImmutableSelector(faults, spec, old);
        return faults.All;
    }

    public static IEnumerable<FieldError> ReplicaSet(JsonObject value, JsonObject? old)
    {
        var faults = new FaultList();
        var spec = value.ObjectAt("spec") ?? [];
        faults.NotNegative("spec.replicas", spec.IntegerAt("replicas"));
        faults.NotNegative("spec.minReadySeconds", spec.IntegerAt("minReadySeconds"));
        CheckSelectorAndTemplate(faults, spec, "deployment");
        CheckImmutableSelector(faults, spec, old);
        return faults.All;
    }

    /// <summary>A StatefulSet or a DaemonSet: what is checked of every owner.</summary>
    public static IEnumerable<FieldError> Owner(JsonObject value, JsonObject? old)
    {
        var faults = new FaultList();
        var spec = value.ObjectAt("spec") ?? [];
        faults.NotNegative("spec.replicas", spec.IntegerAt("replicas"));
        CheckSelectorAndTemplate(faults, spec, value.TextAt("kind") == "DaemonSet" ? "daemonset" : "statefulset");
        CheckImmutableSelector(faults, spec, old);
        return faults.All;
    }

    public static IEnumerable<FieldError> PodDisruptionBudget(JsonObject value, JsonObject? old)
    {
        var faults = new FaultList();
        var spec = value.ObjectAt("spec") ?? [];
        if (spec["minAvailable"] is not null && spec["maxUnavailable"] is not null)
        {
            // The real server prints its internal Go struct here.
            var printed = string.Join(',', BudgetFields.Select(field => $"\"{field}\":{GoText.Json(spec[char.ToLowerInvariant(field[0]) + field[1..]])}"));
            faults.Invalid("spec", new GoLiteral($"{{{printed}}}"), "minAvailable and maxUnavailable cannot be both set");
        }

        foreach (var name in (string[])["minAvailable", "maxUnavailable"])
        {
            if (spec[name] is { } share)
            {
                CheckShare(faults, $"spec.{name}", share);
                CheckNotOver100(faults, $"spec.{name}", share);
            }
        }

        faults.Choice(
            "spec.unhealthyPodEvictionPolicy", spec.TextAt("unhealthyPodEvictionPolicy"), "AlwaysAllow", "IfHealthyBudget");
        Labels.CheckSelector(faults, "spec.selector", spec["selector"]);
        return faults.All;
    }

    private static void CheckSelectorAndTemplate(FaultList faults, JsonObject spec, string kind)
    {
        var selector = spec["selector"];
        if (selector is null)
        {
            faults.Required("spec.selector");
        }
        else
        {
            Labels.CheckSelector(faults, "spec.selector", selector);
            if (Labels.IsEmpty(selector))
            {
                faults.Invalid("spec.selector", selector, $"empty selector is invalid for {kind}");
            }
        }

        var labels = spec.At("template", "metadata", "labels");
        if (!Labels.IsEmpty(selector) && !Labels.Matches(selector, labels))
        {
            faults.Invalid("spec.template.metadata.labels", labels, "`selector` does not match template `labels`");
        }

        PodRules.CheckTemplate(faults, "spec.template", spec["template"]);
        if (spec.TextAt("template", "spec", "restartPolicy") is { } policy && policy != "Always")
        {
            faults.NotSupported("spec.template.spec.restartPolicy", policy, "Always");
        }

        if (spec.At("template", "spec", "activeDeadlineSeconds") is not null)
        {
            faults.Forbidden("spec.template.spec.activeDeadlineSeconds", "activeDeadlineSeconds in ReplicaSet is not Supported");
        }
    }

    private static void CheckStrategy(FaultList faults, JsonObject spec)
    {
        var strategy = spec.ObjectAt("strategy");
        var rolling = strategy.ObjectAt("rollingUpdate");
        switch (strategy.TextAt("type"))
        {
            case "Recreate":
                if (rolling is not null)
                {
                    faults.Forbidden("spec.strategy.rollingUpdate", "may not be specified when strategy `type` is 'Recreate'");
                }

                break;
            case "RollingUpdate":
                CheckRolling(faults, rolling);
                break;
            default:
                faults.NotSupported("spec.strategy", strategy, "Recreate", "RollingUpdate");
                break;
        }
    }

    private static void CheckRolling(FaultList faults, JsonObject? rolling)
    {
        const string Unavailable = "spec.strategy.rollingUpdate.maxUnavailable";
        CheckShare(faults, Unavailable, rolling.At("maxUnavailable"));
        CheckShare(faults, "spec.strategy.rollingUpdate.maxSurge", rolling.At("maxSurge"));
        if (IsNone(rolling.At("maxUnavailable")) && IsNone(rolling.At("maxSurge")))
        {
            faults.Invalid(Unavailable, rolling.At("maxUnavailable"), "may not be 0 when `maxSurge` is 0");
        }

        CheckNotOver100(faults, Unavailable, rolling.At("maxUnavailable"));
    }

    private static bool IsNone(JsonNode? share) => share.IntegerAt() == 0 || Percent(share) == 0;

    private static void CheckShare(FaultList faults, string field, JsonNode? share)
    {
        if (share is JsonValue value && value.GetValueKind() == JsonValueKind.String && Percent(share) is null)
        {
            faults.Invalid(
                field,
                share,
                "a valid percent string must be a numeric string followed by an ending '%' "
                + "(e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')");
        }

        faults.NotNegative(field, share.IntegerAt());
    }

    private static void CheckNotOver100(FaultList faults, string field, JsonNode? share)
    {
        if (Percent(share) > 100)
        {
            faults.Invalid(field, share, "must not be greater than 100%");
        }
    }

    private static int? Percent(JsonNode? share) =>
        share.TextAt() is { } text && PercentShape().IsMatch(text) && int.TryParse(text.AsSpan(0, text.Length - 1), CultureInfo.InvariantCulture, out var percent)
            ? percent
            : null;

    private static void CheckImmutableSelector(FaultList faults, JsonObject spec, JsonObject? old)
    {
        if (old is not null && !JsonNode.DeepEquals(spec["selector"], old.At("spec", "selector")))
        {
            faults.Invalid("spec.selector", spec["selector"], "field is immutable");
        }
    }

    [GeneratedRegex(@"^[0-9]+%\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PercentShape();
}
