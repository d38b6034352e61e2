using System.Text.Json.Nodes;
using Hermes.Chart.Tests.Charts;
using Hermes.Kubernetes.Yaml;

namespace Hermes.Chart.Tests.Install;

/// <summary><c>kubectl apply -k config</c>: what the chart installs by default, without Helm.</summary>
public sealed class PlainManifestTests(OfflineHelm helm) : IClassFixture<OfflineHelm>
{
    private const string Header = "# As the chart's defaults make it; a test compares it with them. HERMES_UPDATE_GOLDEN=1 has the test rewrite it.\n";

    // What says that Helm made it.
    private static readonly string[] Labels = ["helm.sh/chart", "app.kubernetes.io/managed-by"];

    public static TheoryData<string, string> Manifests => new()
    {
        { "Deployment", "deployment.yaml" },
        { "PodDisruptionBudget", "poddisruptionbudget.yaml" },
        { "NetworkPolicy", "networkpolicy.yaml" },
    };

    [SkippableTheory]
    [MemberData(nameof(Manifests))]
    public async Task Manifest_ComparedWithTheChartsDefaults_IsTheSame(string kind, string file)
    {
        var rendered = (await helm.RenderAsync()).Single(kind);
        foreach (var labels in new[] { rendered["metadata"]!["labels"], rendered["spec"]!["template"]?["metadata"]!["labels"] }.OfType<JsonObject>())
        {
            Labels.ToList().ForEach(label => labels.Remove(label));
        }

        var expected = Header + YamlWriter.Write(rendered);
        var path = RepositoryFolder.PathOf("config", "manager", file);
        if (Environment.GetEnvironmentVariable("HERMES_UPDATE_GOLDEN") == "1")
        {
            await File.WriteAllTextAsync(path, expected);
        }

        (await File.ReadAllTextAsync(path)).ShouldBe(expected);
    }

    [Fact]
    public void Kustomization_ComparedWithTheFolders_NamesEveryManifest()
    {
        var config = RepositoryFolder.PathOf("config");
        var files = new[] { "crd", "rbac", "admission", "manager" }.SelectMany(folder => Directory.GetFiles(Path.Combine(config, folder)))
            .Select(file => Path.GetRelativePath(config, file).Replace('\\', '/'));

        Kustomization()["resources"].Strings().ShouldBe(files, ignoreOrder: true);
    }

    [SkippableFact]
    public async Task Kustomization_ComparedWithTheChart_NamesItsImage()
    {
        var image = Kustomization()["images"]!.AsArray().ShouldHaveSingleItem()!;

        (await helm.RenderAsync()).Single("Deployment")["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]!.GetValue<string>()
            .ShouldBe($"{image["name"]}:{image["newTag"]}");
    }

    private static JsonObject Kustomization() =>
        YamlReader.Read(File.ReadAllText(RepositoryFolder.PathOf("config", "kustomization.yaml"))).ShouldHaveSingleItem().Content.AsObject();
}
