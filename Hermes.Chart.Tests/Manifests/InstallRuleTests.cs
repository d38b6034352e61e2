using Hermes.Chart.Tests.Charts;

namespace Hermes.Chart.Tests.Manifests;

/// <summary>What installs the operator passes the rules, by the chart and as plain manifests, and each rule is seen to fail.</summary>
public sealed class InstallRuleTests(OfflineHelm helm) : IClassFixture<OfflineHelm>
{
    private const string Pod = "spec.template.spec";
    private const string Container = $"{Pod}.containers.0";

    private static readonly (string Rule, string Kind, string Path, string? Json)[] Breaks =
    [
        ("liveness probe", "Deployment", $"{Container}.livenessProbe", null),
        ("liveness differs from readiness", "Deployment", $"{Container}.livenessProbe.httpGet.path", "\"/readyz\""),
        ("more than one replica", "Deployment", "spec.replicas", "1"),
        ("PodDisruptionBudget", "PodDisruptionBudget", "spec.selector.matchLabels", """{"app.kubernetes.io/name": "other"}"""),
        ("PodDisruptionBudget lets a node drain", "PodDisruptionBudget", "spec.maxUnavailable", "0"),
        ("NetworkPolicy", "NetworkPolicy", "spec.podSelector.matchLabels", """{"app.kubernetes.io/name": "other"}"""),
        ("NetworkPolicy", "NetworkPolicy", "spec.policyTypes", """["Ingress"]"""),
        ("NetworkPolicy names ports", "NetworkPolicy", "spec.egress.0.ports", null),
        ("a service account of its own", "Deployment", $"{Pod}.serviceAccountName", "\"default\""),
        ("service account mounts no token unasked", "ServiceAccount", "automountServiceAccountToken", "true"),
        ("no wildcard", "ClusterRole", "rules.0.verbs.0", "\"*\""),
        ("no wildcard", "ClusterRole", "rules.0.resources.0", "\"*\""),
        ("no wildcard", "ClusterRole", "rules.0.apiGroups.0", "\"*\""),
        ("no secrets, tokens, nodes, nor into pods", "ClusterRole", "rules.0.resources.0", "\"secrets\""),
        ("no secrets, tokens, nodes, nor into pods", "Role", "rules.0.resources.0", "\"pods/exec\""),
        ("no grant of rights", "ClusterRole", "rules.0.verbs.0", "\"escalate\""),
        ("no grant of rights", "ClusterRole", "rules.0.apiGroups.0", "\"rbac.authorization.k8s.io\""),
        ("nothing deleted by the collection", "ClusterRole", "rules.0.verbs.0", "\"deletecollection\""),
        ("bound to one account only", "ClusterRoleBinding", "subjects.0", """{"kind": "Group", "name": "system:authenticated"}"""),
        ("no role of the cluster's own", "ClusterRoleBinding", "roleRef.name", "\"cluster-admin\""),
        ("grace to drain", "Deployment", $"{Pod}.terminationGracePeriodSeconds", "5"),
        ("no addresses of other services in the environment", "Deployment", $"{Pod}.enableServiceLinks", null),
    ];

    private static IReadOnlyList<ManifestRule> Rules { get; } = [.. PodSecurityRules.All, .. WorkloadRules.All, .. InstallRules.All];

    public static TheoryData<string> Values => ["{}", ChartValues.Full().ToJsonString(), "watchNamespaces: [team]", "networkPolicy: {apiServer: {cidrs: [10.0.0.1/32]}}"];

    public static TheoryData<string, string, string, string?> BrokenInstalls
    {
        get
        {
            var data = new TheoryData<string, string, string, string?>();
            foreach (var (rule, kind, path, json) in Breaks)
            {
                data.Add(rule, kind, path, json);
            }

            return data;
        }
    }

    [Fact]
    public void PlainManifests_HeldAgainstEachRule_BreakNone()
    {
        var install = ManifestSet.Install();

        // RBAC objects and the account are the generator's, which knows of no labels.
        Rules.Where(rule => rule.Name != "recommended labels")
            .SelectMany(rule => rule.Faults(install).Select(fault => $"{rule.Name}: {fault}")).ShouldBeEmpty();
    }

    [SkippableTheory]
    [MemberData(nameof(Values))]
    public async Task Chart_HeldAgainstEachRule_BreaksNone(string values)
    {
        var install = await helm.RenderAsync(values);

        Rules.SelectMany(rule => rule.Faults(install).Select(fault => $"{rule.Name}: {fault}")).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(BrokenInstalls))]
    public void Rule_BrokenByAnInstall_SaysSo(string rule, string kind, string path, string? json)
    {
        var install = ManifestSet.Install();
        ManifestSet.Change(install, kind, path, json);

        Rules.Where(candidate => candidate.Faults(install).Any()).Select(broken => broken.Name).ShouldContain(rule);
    }

    [Fact]
    public void Rules_ComparedWithWhatBreaksThem_HaveACaseEach() =>
        Breaks.Select(broken => broken.Rule).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .ShouldBe(InstallRules.All.Select(rule => rule.Name).Order(StringComparer.Ordinal));
}
