using System.Globalization;
using System.Text.Json.Nodes;

namespace Hermes.Chart.Tests.Manifests;

/// <summary>What is asked of the operator's install besides: an operator has rights, and must stay up.</summary>
internal static class InstallRules
{
    private static readonly string[] Escalating = ["escalate", "bind", "impersonate"];

    // What leads to all that a namespace holds, or into its pods.
    private static readonly string[] Forbidden =
        ["secrets", "serviceaccounts/token", "pods/exec", "pods/attach", "pods/portforward", "pods/ephemeralcontainers", "nodes", "nodes/proxy"];

    private static readonly string[] Everybody = ["system:authenticated", "system:unauthenticated", "system:serviceaccounts", "system:anonymous"];

    public static IReadOnlyList<ManifestRule> All { get; } =
    [
        new("liveness probe", objects => Serving(objects).SelectMany(workload => Workload.List(workload.Pod["containers"])
            .Where(container => container["livenessProbe"] is null).Select(container => $"{workload.Title}/{container["name"]}"))),
        new("liveness differs from readiness", objects => Serving(objects).SelectMany(workload => Workload.List(workload.Pod["containers"])
            .Where(container => Check(container["livenessProbe"]) is { } live && live == Check(container["readinessProbe"]))
            .Select(container => $"{workload.Title}/{container["name"]}"))),
        new("more than one replica", objects => Serving(objects)
            .Where(workload => Number(workload.Object["spec"]!["replicas"], 1) < 2).Select(workload => workload.Title)),
        new("PodDisruptionBudget", objects => Serving(objects).Where(workload => !objects.Any(budget => Workload.KindOf(budget) == "PodDisruptionBudget"
            && workload.IsChosenBy(budget, budget["spec"]!["selector"]?["matchLabels"]))).Select(workload => workload.Title)),
        ManifestRule.OfObjects(
            "PodDisruptionBudget lets a node drain",
            budget => budget["spec"]!["maxUnavailable"]?.ToJsonString().Trim('"') is not ("0" or "0%") && budget["spec"]!["minAvailable"] is null,
            "PodDisruptionBudget"),
        new("NetworkPolicy", objects => Serving(objects).Where(workload => !objects.Any(policy => Workload.KindOf(policy) == "NetworkPolicy"
            && workload.IsChosenBy(policy, policy["spec"]!["podSelector"]?["matchLabels"])
            && policy["spec"]!["policyTypes"]!.AsArray().Count == 2)).Select(workload => workload.Title)),
        ManifestRule.OfObjects(
            "NetworkPolicy names ports",
            policy => Workload.List(policy["spec"]!["ingress"]).Concat(Workload.List(policy["spec"]!["egress"])).All(rule => rule["ports"] is JsonArray { Count: > 0 }),
            "NetworkPolicy"),
        ManifestRule.OfPods("a service account of its own", pod => pod["serviceAccountName"]?.GetValue<string>() is { Length: > 0 } and not "default"),
        ManifestRule.OfObjects(
            "service account mounts no token unasked", account => account["automountServiceAccountToken"]?.ToJsonString() == "false", "ServiceAccount"),
        OfGrants("no wildcard", rule => !AllWords(rule).Contains("*", StringComparer.Ordinal)),
        OfGrants("no secrets, tokens, nodes, nor into pods", rule => !rule["resources"].Words().Intersect(Forbidden, StringComparer.Ordinal).Any()),
        OfGrants("no grant of rights", rule => !rule["verbs"].Words().Intersect(Escalating, StringComparer.Ordinal).Any()
            && !rule["apiGroups"].Words().Contains("rbac.authorization.k8s.io", StringComparer.Ordinal)),
        OfGrants("nothing deleted by the collection", rule => !rule["verbs"].Words().Contains("deletecollection", StringComparer.Ordinal)),
        ManifestRule.OfObjects(
            "bound to one account only",
            binding => Workload.List(binding["subjects"]).All(subject =>
                subject["kind"]!.GetValue<string>() == "ServiceAccount" && subject["name"]!.GetValue<string>() != "default"
                && !Everybody.Contains(subject["name"]!.GetValue<string>(), StringComparer.Ordinal)),
            "RoleBinding",
            "ClusterRoleBinding"),
        new("no role of the cluster's own", objects => objects.Where(binding => Workload.KindOf(binding) is "RoleBinding" or "ClusterRoleBinding")
            .Where(binding => !objects.Any(role => Workload.KindOf(role) == binding["roleRef"]!["kind"]!.GetValue<string>()
                && role["metadata"]!["name"]!.ToJsonString() == binding["roleRef"]!["name"]!.ToJsonString())).Select(Workload.TitleOf)),
        new("grace to drain", objects => Serving(objects)
            .Where(workload => Number(workload.Pod["terminationGracePeriodSeconds"], 30) < 30).Select(workload => workload.Title)),
        ManifestRule.OfPods("no addresses of other services in the environment", pod => pod["enableServiceLinks"]?.ToJsonString() == "false"),
    ];

    private static IEnumerable<Workload> Serving(IReadOnlyList<JsonObject> objects) => Workload.In(objects).Where(workload => workload.Serves);

    private static long Number(JsonNode? value, long otherwise) =>
        value is null ? otherwise : long.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);

    private static string? Check(JsonNode? probe) => (probe?["httpGet"] ?? probe?["tcpSocket"] ?? probe?["exec"])?.ToJsonString();

    private static ManifestRule OfGrants(string name, Func<JsonNode, bool> holds) =>
        ManifestRule.OfObjects(name, role => Workload.List(role["rules"]).All(holds), "Role", "ClusterRole");

    private static IEnumerable<string> AllWords(JsonNode rule) => rule["apiGroups"].Words().Concat(rule["resources"].Words()).Concat(rule["verbs"].Words());

    private static IEnumerable<string> Words(this JsonNode? list) => Workload.List(list).Select(item => item.GetValue<string>());
}
