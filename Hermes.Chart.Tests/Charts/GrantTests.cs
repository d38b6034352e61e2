using System.Text.Json.Nodes;
using Hermes.Kubernetes.Yaml;

namespace Hermes.Chart.Tests.Charts;

/// <summary>The chart grants what the code declares, no more and no less; <c>generate</c> writes both.</summary>
public sealed class GrantTests(OfflineHelm helm) : IClassFixture<OfflineHelm>
{
    [SkippableFact]
    public async Task WholeCluster_ComparedWithTheGeneratedRole_GrantsTheSame()
    {
        var objects = await helm.RenderAsync();

        Rules(objects.Single("ClusterRole")).ShouldBe(Rules(Committed("rbac/cluster_role.yaml")));
        Rules(objects.Single("Role")).ShouldBe(Rules(Committed("rbac/leader_election_role.yaml")));
        objects.Single("ClusterRoleBinding")["roleRef"]!["name"]!.GetValue<string>().ShouldBe(objects.Single("ClusterRole").NameOf());
    }

    [SkippableFact]
    public async Task WatchNamespaces_GivenSome_GrantsNothingOfTheCluster()
    {
        var objects = await helm.RenderAsync("watchNamespaces: [team-a, team-b]");

        objects.Where(manifest => manifest.KindOf().StartsWith("Cluster", StringComparison.Ordinal)).ShouldBeEmpty();
        var watched = objects.OfKind("Role").Where(role => role.NamespaceOf() is "team-a" or "team-b" && !role.IsHook()).ToList();
        watched.Select(role => role.NamespaceOf()).ShouldBe(["team-a", "team-b"], ignoreOrder: true);
        watched.ShouldAllBe(role => Rules(role) == Committed("chart/hermes-operator/rules/namespaced.yaml").ToJsonString());
        objects.OfKind("RoleBinding").Where(binding => !binding.IsHook()).ShouldAllBe(binding => RefersToARoleOf(objects, binding));
    }

    /// <summary>All that is granted on namespaced kinds to an operator of the whole cluster.</summary>
    [Fact]
    public void NamespacedRules_ComparedWithTheClusters_LeaveOutTheKindsOfTheWholeClusterOnly()
    {
        var cluster = Committed("chart/hermes-operator/rules/cluster.yaml").AsArray().Select(rule => rule!.ToJsonString()).ToList();
        var namespaced = Committed("chart/hermes-operator/rules/namespaced.yaml").AsArray().Select(rule => rule!.ToJsonString()).ToList();

        namespaced.ShouldBeSubsetOf(cluster);
        cluster.Except(namespaced, StringComparer.Ordinal).Select(rule => JsonNode.Parse(rule)!["resources"]![0]!.GetValue<string>())
            .ShouldBe(["customresourcedefinitions", "apiservices", "ingressclasses"]);
    }

    [SkippableFact]
    public async Task Lease_OfARelease_IsTheOnlyOneItsRoleIsFor()
    {
        var objects = await helm.RenderAsync("fullnameOverride: other");

        objects.OperatorArguments().ShouldContain("--leader-elect-resource-name=other");
        var rule = objects.Single("Role")["rules"]!.AsArray().ShouldHaveSingleItem()!;
        rule["resourceNames"].Strings().ShouldBe(["other"]);
    }

    [SkippableFact]
    public async Task Rbac_NotToBeMade_GrantsNothingToTheOperator() =>
        (await helm.RenderAsync("rbac: {create: false}")).Where(manifest => manifest.KindOf().Contains("Role", StringComparison.Ordinal))
            .ShouldAllBe(manifest => manifest.IsHook());

    private static bool RefersToARoleOf(IReadOnlyList<JsonObject> objects, JsonObject binding) => objects.OfKind("Role")
        .Any(role => role.NamespaceOf() == binding.NamespaceOf() && role.NameOf() == binding["roleRef"]!["name"]!.GetValue<string>());

    private static string Rules(JsonNode role) => role["rules"]!.ToJsonString();

    private static JsonNode Committed(string path) =>
        YamlReader.Read(File.ReadAllText(RepositoryFolder.PathOf("config", path))).ShouldHaveSingleItem().Content;
}
