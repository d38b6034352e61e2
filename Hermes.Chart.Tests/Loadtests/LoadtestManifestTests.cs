using System.Text.Json.Nodes;
using Hermes.Chart.Tests.Manifests;
using Hermes.Clusters;
using Hermes.Clusters.Clients;
using Hermes.Kubernetes.Yaml;

namespace Hermes.Chart.Tests.Loadtests;

/// <summary><c>kubectl apply -k config/loadtest</c>.</summary>
[Trait("Category", "Cluster")]
public sealed class LoadtestManifestTests
{
    private static readonly string Folder = RepositoryFolder.PathOf("config", "loadtest");

    [SkippableFact]
    public async Task Manifests_AsKustomizeMakesThem_AreTakenByAClusterAndHoldTheLocustfile()
    {
        using var program = ClientProgram.Find("kubectl");
        Skip.If(program is null, ClientProgram.WhyMissing("kubectl"));
        await using var cluster = await ClusterLanes.StartAsync();
        var kubectl = program!.On(cluster, "default");

        await kubectl.RunAsync($"apply --server-side -k \"{Folder}\"");

        var deployment = JsonNode.Parse(await kubectl.RunAsync("get deployment hermes-loadtest -o json"))!;
        var configMap = deployment["spec"]!["template"]!["spec"]!["volumes"]![0]!["configMap"]!["name"]!.GetValue<string>();
        JsonNode.Parse(await kubectl.RunAsync($"get configmap {configMap} -o json"))!["data"]!["locustfile.py"]!.GetValue<string>()
            .ShouldBe(await File.ReadAllTextAsync(Path.Combine(Folder, "locustfile.py")));
    }

    [Fact]
    public void Manifests_HeldAgainstTheRestrictedStandard_PassEachRule()
    {
        var objects = new[] { "deployment.yaml", "service.yaml" }
            .SelectMany(file => YamlReader.Read(File.ReadAllText(Path.Combine(Folder, file)))).Select(document => document.Content.AsObject()).ToList();

        PodSecurityRules.All.SelectMany(rule => rule.Faults(objects).Select(title => $"{rule.Name}: {title}")).ShouldBeEmpty();
    }
}
