using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Schemas;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Simulation;

/// <summary>
/// Plays KEDA's admission webhook: refuses a ScaledObject for what KEDA 2.20's would refuse it for, in words of its own, and in the
/// same order every time. A write that leaves the spec alone, such as KEDA's own of status and finalizers, is let through.
/// </summary>
internal sealed class ScaledObjectAdmission(SimulatedCluster cluster) : IWriteHook
{
    private const string Webhook = "vscaledobject.kb.io";

    // What a label value and a DNS label hold; KEDA puts the names into both.
    private const int LongestName = 63;

    /// <summary>Whether the webhook answers. Where it does not, everything is let through: its failure policy is Ignore.</summary>
    public bool IsRunning { get; set; } = true;

    /// <inheritdoc/>
    public void Admit(KindRow row, JsonObject value, JsonObject? old)
    {
        if (IsRunning
            && SimulatedKind.ScaledObjects.Is(row)
            && (old is null || !JsonNode.DeepEquals(value["spec"], old["spec"]))
            && Faults(value).FirstOrDefault() is { } fault)
        {
            throw new ApiException(403, "Forbidden", $"admission webhook \"{Webhook}\" denied the request: {fault}");
        }
    }

    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate(KindRow row, JsonObject value, JsonObject? old) => [];

    /// <inheritdoc/>
    public void Deleting(KindRow row, JsonObject value)
    {
    }

    /// <inheritdoc/>
    public void Committed(KindRow row, JsonObject? value, JsonObject? old)
    {
    }

    private IEnumerable<string> Faults(JsonObject scaledObject) =>
    [
        .. ResourceTriggers(scaledObject),
        .. OtherScaledObjects(scaledObject),
        .. OtherAutoscalers(scaledObject),
        .. Bounds(scaledObject),
        .. Names(scaledObject),
        .. TriggerNames(scaledObject),
    ];

    private IEnumerable<string> ResourceTriggers(JsonObject scaledObject)
    {
        var types = scaledObject.ObjectsAt("spec", "triggers").Select(static trigger => trigger.TextAt("type")).ToList();
        var resources = types.Where(static type => type is "cpu" or "memory").Distinct().ToList();
        if (resources.Count == 0 || Target(scaledObject) is not { Kind: "Deployment" } target)
        {
            yield break;
        }

        if (cluster.Get(SimulatedKind.Deployments, target.Namespace, target.Name) is not { } deployment)
        {
            yield return $"Deployment \"{target.Name}\" was not found";
            yield break;
        }

        foreach (var resource in resources)
        {
            foreach (var container in deployment.ObjectsAt("spec", "template", "spec", "containers").Where(container => !Requests(container, resource!)))
            {
                yield return $"container {container.TextAt("name")} requests no {resource}, which the {resource} trigger is measured against";
            }
        }

        if (resources.Count == types.Distinct().Count() && (scaledObject.IntegerAt("spec", "minReplicaCount") ?? 0) == 0)
        {
            yield return "cpu and memory triggers alone cannot scale to zero, and minReplicaCount is 0";
        }
    }

    private IEnumerable<string> OtherScaledObjects(JsonObject scaledObject)
    {
        var (target, key) = (Target(scaledObject), WorkloadName.Of(scaledObject));
        foreach (var other in cluster.List(SimulatedKind.ScaledObjects, key.Namespace).Where(other => WorkloadName.Of(other) != key))
        {
            if (Target(other) == target)
            {
                yield return $"{target.Kind} {target.Name} is scaled by ScaledObject {WorkloadName.Of(other).Name} already";
            }

            if (AutoscalerName(other) == AutoscalerName(scaledObject))
            {
                yield return $"HorizontalPodAutoscaler {AutoscalerName(other)} belongs to ScaledObject {WorkloadName.Of(other).Name} already";
            }
        }
    }

    private IEnumerable<string> OtherAutoscalers(JsonObject scaledObject)
    {
        var (target, key) = (Target(scaledObject), WorkloadName.Of(scaledObject));
        return
            from autoscaler in cluster.List(SimulatedKind.Autoscalers, key.Namespace)
            where autoscaler.TextAt("metadata", "annotations", "validations.keda.sh/hpa-ownership") != "false"
            where Target(autoscaler) == target
            where !autoscaler.ObjectsAt("metadata", "ownerReferences")
                .Any(owner => owner.TextAt("kind") == "ScaledObject" && owner.TextAt("name") == key.Name)
            let name = WorkloadName.Of(autoscaler).Name
            where scaledObject.TextAt("metadata", "annotations", "scaledobject.keda.sh/transfer-hpa-ownership") != "true"
                || scaledObject.TextAt("spec", "advanced", "horizontalPodAutoscalerConfig", "name") != name
            select $"{target.Kind} {target.Name} is scaled by HorizontalPodAutoscaler {name} already";
    }

    // That the minimum is not above the maximum is a rule of the definition.
    private static IEnumerable<string> Bounds(JsonObject scaledObject)
    {
        // As KEDA counts: a minimum of 0 is 1 to the HorizontalPodAutoscaler.
        var least = scaledObject.IntegerAt("spec", "minReplicaCount") is { } named ? Math.Max(1, named) : 0;
        if (scaledObject.IntegerAt("spec", "idleReplicaCount") is { } idle && idle >= least)
        {
            yield return $"idleReplicaCount {idle} is not below minReplicaCount {least}";
        }
    }

    private static IEnumerable<string> Names(JsonObject scaledObject) =>
        from name in new[] { WorkloadName.Of(scaledObject).Name, AutoscalerName(scaledObject) }
        where name.Length > LongestName
        select $"the name {name} has more than {LongestName} characters";

    private static IEnumerable<string> TriggerNames(JsonObject scaledObject) => scaledObject.ObjectsAt("spec", "triggers")
        .Select(static trigger => trigger.TextAt("name") ?? "")
        .Where(static name => name.Length > 0)
        .GroupBy(static name => name)
        .Where(static names => names.Count() > 1)
        .Select(static names => $"several triggers are named {names.Key}");

    private static bool Requests(JsonObject container, string resource) =>
        container.At("resources", "requests", resource) is not null || container.At("resources", "limits", resource) is not null;

    private static string AutoscalerName(JsonObject scaledObject) =>
        scaledObject.TextAt("spec", "advanced", "horizontalPodAutoscalerConfig", "name") is { Length: > 0 } name
            ? name
            : KedaNames.Autoscaler(WorkloadName.Of(scaledObject).Name);

    private static (string Namespace, string Kind, string Name) Target(JsonObject scaler) => (
        WorkloadName.Of(scaler).Namespace,
        scaler.TextAt("spec", "scaleTargetRef", "kind") is { Length: > 0 } kind ? kind : "Deployment",
        scaler.TextAt("spec", "scaleTargetRef", "name") ?? "");
}
