using System.Text.Json.Nodes;

namespace Hermes.Chart.Tests.Manifests;

/// <summary>
/// What the NSA's Kubernetes Hardening Guide and kube-score ask of workloads and what leads to them, as far as it applies to apps and
/// to the operator alike.
/// </summary>
internal static class WorkloadRules
{
    // Groups without a dot and those of Kubernetes itself; KEDA has no stable version yet.
    private static readonly string[] Unstable = ["alpha", "beta"];

    public static IReadOnlyList<ManifestRule> All { get; } =
    [
        ManifestRule.OfContainers("image of a fixed version", container => IsFixed(container["image"]!.GetValue<string>())),
        ManifestRule.OfContainers("image pull policy", container => container["imagePullPolicy"] is not null),
        ManifestRule.OfContainers("CPU and memory requests", container => Amounts(container, "requests", "cpu", "memory")),
        ManifestRule.OfContainers("memory limit", container => Amounts(container, "limits", "memory")),
        ManifestRule.OfContainers("read-only root file system", container => PodSecurityRules.Is(container["securityContext"]?["readOnlyRootFilesystem"])),
        new("readiness probe", objects => Serving(objects).SelectMany(workload => Workload.List(workload.Pod["containers"])
            .Where(container => container["readinessProbe"] is null).Select(container => $"{workload.Title}/{container["name"]}"))),
        ManifestRule.OfContainers("no variable twice", container => Distinct(Workload.List(container["env"]).Select(variable => variable["name"]!))),
        ManifestRule.OfContainers("no port twice", container => Distinct(Workload.List(container["ports"]).Select(port => port["containerPort"]!))),
        ManifestRule.OfPods(
            "no token of the namespace's default account",
            pod => pod["serviceAccountName"] is not null || pod["automountServiceAccountToken"]?.ToJsonString() == "false"),
        new("spread over nodes", objects => Serving(objects).Where(workload => !IsSpread(workload)).Select(workload => workload.Title)),
        new("selector takes in its own pods", objects => Serving(objects)
            .Where(workload => !workload.IsChosenBy(workload.Object, workload.Object["spec"]!["selector"]?["matchLabels"])).Select(workload => workload.Title)),
        new("replicas are the autoscaler's", objects => objects.Where(manifest => Workload.KindOf(manifest) is "HorizontalPodAutoscaler" or "ScaledObject")
            .SelectMany(scaler => objects.Where(target => IsTargetOf(scaler, target) && target["spec"]!["replicas"] is not null)).Select(Workload.TitleOf)),
        new("autoscaler has a target", objects => objects.Where(manifest => Workload.KindOf(manifest) is "HorizontalPodAutoscaler" or "ScaledObject")
            .Where(scaler => !objects.Any(target => IsTargetOf(scaler, target))).Select(Workload.TitleOf)),
        new("service has pods", objects => objects.Where(manifest => Workload.KindOf(manifest) == "Service" && manifest["spec"]!["externalName"] is null)
            .Where(service => !Workload.In(objects).Any(workload => workload.IsChosenBy(service, service["spec"]!["selector"]))).Select(Workload.TitleOf)),
        new("service port has a container port", objects => objects.Where(manifest => Workload.KindOf(manifest) == "Service" && manifest["spec"]!["externalName"] is null)
            .Where(service => !Workload.List(service["spec"]!["ports"]).All(port => HasPort(objects, service, port))).Select(Workload.TitleOf)),
        new("ingress has a service", objects => objects.Where(manifest => Workload.KindOf(manifest) == "Ingress")
            .Where(ingress => !BackendsOf(ingress).All(name => objects.Any(target => Workload.KindOf(target) == "Service" && NameOf(target) == name)))
            .Select(Workload.TitleOf)),
        ManifestRule.OfObjects("stable API version", manifest => !IsKubernetes(manifest)
            || !Unstable.Any(word => manifest["apiVersion"]!.GetValue<string>().Contains(word, StringComparison.Ordinal))),
        ManifestRule.OfObjects(
            "recommended labels",
            manifest => manifest["metadata"]!["labels"] is { } labels
                && labels["app.kubernetes.io/name"] is not null && labels["app.kubernetes.io/instance"] is not null && labels["app.kubernetes.io/part-of"] is not null),
    ];

    private static IEnumerable<Workload> Serving(IReadOnlyList<JsonObject> objects) => Workload.In(objects).Where(workload => workload.Serves);

    private static bool IsFixed(string image)
    {
        var name = image[(image.LastIndexOf('/') + 1)..];
        return image.Contains("@sha256:", StringComparison.Ordinal) || (name.Split(':') is [_, var tag] && tag != "latest");
    }

    private static bool Amounts(JsonNode container, string field, params string[] names) =>
        names.All(name => container["resources"]?[field]?[name] is { } amount && amount.ToJsonString().Trim('"') is not ("0" or ""));

    private static bool Distinct(IEnumerable<JsonNode> values)
    {
        var all = values.Select(value => value.ToJsonString()).ToList();
        return all.Distinct(StringComparer.Ordinal).Count() == all.Count;
    }

    private static bool IsSpread(Workload workload) =>
        Workload.List(workload.Pod["topologySpreadConstraints"]).Any(constraint =>
            constraint["topologyKey"]!.GetValue<string>() == "kubernetes.io/hostname"
            && workload.IsChosenBy(workload.Object, constraint["labelSelector"]?["matchLabels"]))
        || workload.Pod["affinity"]?["podAntiAffinity"] is not null;

    private static bool IsTargetOf(JsonObject scaler, JsonObject target) =>
        Workload.KindOf(target) == (scaler["spec"]!["scaleTargetRef"]!["kind"]?.GetValue<string>() ?? "Deployment")
        && NameOf(target) == scaler["spec"]!["scaleTargetRef"]!["name"]!.GetValue<string>();

    private static bool HasPort(IReadOnlyList<JsonObject> objects, JsonObject service, JsonNode port) => Workload.In(objects)
        .Where(workload => workload.IsChosenBy(service, service["spec"]!["selector"]))
        .SelectMany(workload => workload.Containers).SelectMany(container => Workload.List(container["ports"]))
        .Any(open => (port["targetPort"] ?? port["port"])!.ToJsonString() is var wanted
            && (open["name"]?.ToJsonString() == wanted || open["containerPort"]!.ToJsonString() == wanted));

    private static IEnumerable<string> BackendsOf(JsonObject ingress) => Workload.List(ingress["spec"]!["rules"])
        .SelectMany(rule => Workload.List(rule["http"]!["paths"])).Select(path => path["backend"]!["service"]!["name"]!.GetValue<string>());

    private static bool IsKubernetes(JsonObject manifest) =>
        manifest["apiVersion"]!.GetValue<string>().Split('/')[0] is var group
        && (!group.Contains('.', StringComparison.Ordinal) || group.EndsWith(".k8s.io", StringComparison.Ordinal));

    private static string NameOf(JsonObject manifest) => manifest["metadata"]!["name"]!.GetValue<string>();
}
