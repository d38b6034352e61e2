using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds.Rules;
using Hermes.DevCluster.Kinds.Wire;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Kinds.Autoscaling;

/// <summary>Rules of HorizontalPodAutoscalers, in the order of the real server's.</summary>
internal static class AutoscalerRules
{
    private static readonly string[] MetricTypes = ["ContainerResource", "External", "Object", "Pods", "Resource"];

    public static IEnumerable<FieldError> Check(JsonObject value, JsonObject? old)
    {
        var faults = new FaultList();
        var spec = value.ObjectAt("spec") ?? [];
        var least = spec.IntegerAt("minReplicas");
        var most = spec.IntegerAt("maxReplicas") ?? 0;
        if (least < 1)
        {
            faults.Invalid("spec.minReplicas", least, "must be greater than or equal to 1");
        }

        if (most == 0)
        {
            faults.Required("spec.maxReplicas", "must be set and greater than 0");
        }
        else if (most < 0)
        {
            faults.Invalid("spec.maxReplicas", most, "must be greater than or equal to 1");
        }

        if (most < least)
        {
            faults.Invalid("spec.maxReplicas", most, "must be greater than or equal to `minReplicas`");
        }

        CheckReference(faults, "spec.scaleTargetRef", spec.ObjectAt("scaleTargetRef"));
        CheckApiVersion(faults, "spec.scaleTargetRef.apiVersion", spec.ObjectAt("scaleTargetRef"));
        CheckMetrics(faults, spec);
        CheckScalingRules(faults, "spec.behavior.scaleUp", spec.ObjectAt("behavior", "scaleUp"));
        CheckScalingRules(faults, "spec.behavior.scaleDown", spec.ObjectAt("behavior", "scaleDown"));
        return faults.All;
    }

    public static IEnumerable<FieldError> CheckStatus(JsonObject value, JsonObject? old)
    {
        var faults = new FaultList();
        faults.NotNegative("status.currentReplicas", value.IntegerAt("status", "currentReplicas"));
        faults.NotNegative("status.desiredReplicas", value.IntegerAt("status", "desiredReplicas"));
        return faults.All;
    }

    private static void CheckApiVersion(FaultList faults, string field, JsonObject? reference)
    {
        var version = reference.TextAt("apiVersion") ?? "";
        if (version.Count('/') > 1)
        {
            faults.Invalid(field, version, $"unexpected GroupVersion string: {version}");
        }
        else if (!version.Contains('/', StringComparison.Ordinal) && reference.TextAt("kind") != "ReplicationController")
        {
            faults.Invalid(field, version, "apiVersion must specify API group");
        }
    }

    private static void CheckReference(FaultList faults, string field, JsonObject? reference)
    {
        foreach (var name in (string[])["kind", "name"])
        {
            if (reference.TextAt(name) is { Length: > 0 } text)
            {
                faults.Each($"{field}.{name}", text, Names.PathSegment(text));
            }
            else
            {
                faults.Required($"{field}.{name}");
            }
        }
    }

    private static void CheckMetrics(FaultList faults, JsonObject spec)
    {
        var index = 0;
        var external = false;
        foreach (var metric in spec.ObjectsAt("metrics"))
        {
            external |= metric.TextAt("type") is "Object" or "External";
            CheckMetric(faults, $"spec.metrics[{index++}]", metric);
        }

        if (spec.IntegerAt("minReplicas") == 0 && !external)
        {
            faults.Forbidden(
                "spec.metrics", "must specify at least one Object or External metric to support scaling to zero replicas");
        }
    }

    private static void CheckMetric(FaultList faults, string field, JsonObject metric)
    {
        var type = metric.TextAt("type") ?? "";
        if (!MetricTypes.Contains(type))
        {
            if (type.Length == 0)
            {
                faults.Required($"{field}.type", "must specify a metric source type");
            }

            else
            {
                // Once for the type itself, and once more where its source is looked for.
                faults.NotSupported($"{field}.type", type, MetricTypes);
            }

            faults.NotSupported($"{field}.type", type, MetricTypes);
            return;
        }

        var name = char.ToLowerInvariant(type[0]) + type[1..];
        if (metric.ObjectAt(name) is { } source)
        {
            CheckSource(faults, $"{field}.{name}", type, source);
        }
        else
        {
            faults.Required($"{field}.{name}", "must populate information for the given metric source");
        }

        foreach (var (other, value) in metric)
        {
            if (other != "type" && other != name && value is not null)
            {
                faults.Forbidden($"{field}.{other}", "must populate the given metric source only");
            }
        }
    }

    private static void CheckSource(FaultList faults, string field, string type, JsonObject source)
    {
        var target = source.ObjectAt("target");
        if (type is "Resource" or "ContainerResource")
        {
            if (source.TextAt("name") is null or "")
            {
                faults.Required($"{field}.name", "must specify a resource name");
            }

            if (type == "ContainerResource" && string.IsNullOrEmpty(source.TextAt("container")))
            {
                faults.Required($"{field}.container", "must specify a container");
            }

            CheckTarget(faults, $"{field}.target", target);
            if (target.At("averageUtilization") is null && target.At("averageValue") is null)
            {
                faults.Required($"{field}.target.averageUtilization", "must set either a target raw value or a target utilization");
            }
            else if (target.At("averageUtilization") is not null && target.At("averageValue") is not null)
            {
                faults.Forbidden($"{field}.target.averageValue", "may not set both a target raw value and a target utilization");
            }

            return;
        }

        if (type == "Object")
        {
            CheckReference(faults, $"{field}.describedObject", source.ObjectAt("describedObject"));
        }

        if (source.TextAt("metric", "name") is { Length: > 0 } metric)
        {
            faults.Each($"{field}.metric.name", metric, Names.PathSegment(metric));
        }
        else
        {
            faults.Required($"{field}.metric.name", "must specify a metric name");
        }

        if (type == "External" && target.At("value") is not null && target.At("averageValue") is not null)
        {
            faults.Forbidden($"{field}.target.value", "may not set both a target value for metric and a per-pod target");
        }

        CheckTarget(faults, $"{field}.target", target);
        if (target.At("averageValue") is null && (type == "Pods" || target.At("value") is null))
        {
            faults.Required($"{field}.target.averageValue", type switch
            {
                "Pods" => "must specify a positive target averageValue",
                "External" => "must set either a target value for metric or a per-pod target",
                _ => "must set either a target value or averageValue",
            });
        }
    }

    private static void CheckTarget(FaultList faults, string field, JsonObject? target)
    {
        var type = target.TextAt("type") ?? "";
        if (type.Length == 0)
        {
            faults.Required($"{field}.type", "must specify a metric target type");
        }

        if (type is not ("Utilization" or "Value" or "AverageValue"))
        {
            faults.Invalid($"{field}.type", type, "must be either Utilization, Value, or AverageValue");
        }

        foreach (var name in (string[])["value", "averageValue"])
        {
            if (target.TextAt(name) is { } text && Quantity.TryParse(text, out var quantity) && quantity.Value.Sign < 1)
            {
                faults.Invalid($"{field}.{name}", text, "must be positive");
            }
        }

        if (target.IntegerAt("averageUtilization") < 1)
        {
            faults.Invalid($"{field}.averageUtilization", target.IntegerAt("averageUtilization"), "must be greater than 0");
        }
    }

    private static void CheckScalingRules(FaultList faults, string field, JsonObject? rules)
    {
        if (rules is null)
        {
            return;
        }

        var window = rules.IntegerAt("stabilizationWindowSeconds");
        if (window < 0)
        {
            faults.Invalid($"{field}.stabilizationWindowSeconds", window, "must be greater than or equal to zero");
        }
        else if (window > 3600)
        {
            faults.Invalid($"{field}.stabilizationWindowSeconds", window, "must be less than or equal to 3600");
        }

        if (rules.TextAt("tolerance") is { } tolerance && Quantity.TryParse(tolerance, out var share) && share.Value.Sign < 0)
        {
            faults.Invalid($"{field}.tolerance", tolerance, "must be greater than or equal to 0");
        }

        faults.Choice($"{field}.selectPolicy", rules.TextAt("selectPolicy"), "Disabled", "Max", "Min");
        if ((rules.ArrayAt("policies")?.Count ?? 0) == 0)
        {
            faults.Required($"{field}.policies", "must specify at least one Policy");
        }

        var index = 0;
        foreach (var policy in rules.ObjectsAt("policies"))
        {
            var path = $"{field}.policies[{index++}]";
            faults.Choice($"{path}.type", policy.TextAt("type") ?? "", "Percent", "Pods");
            foreach (var name in (string[])["value", "periodSeconds"])
            {
                if ((policy.IntegerAt(name) ?? 0) <= 0)
                {
                    faults.Invalid($"{path}.{name}", policy.IntegerAt(name) ?? 0, "must be greater than zero");
                }
            }

            if (policy.IntegerAt("periodSeconds") > 1800)
            {
                faults.Invalid($"{path}.periodSeconds", policy.IntegerAt("periodSeconds"), "must be less than or equal to 1800");
            }
        }
    }
}
