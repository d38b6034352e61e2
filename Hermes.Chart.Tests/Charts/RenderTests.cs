using System.Text.Json.Nodes;
using Hermes.Kubernetes.Yaml;

namespace Hermes.Chart.Tests.Charts;

/// <summary>What values make of the chart.</summary>
public sealed class RenderTests(OfflineHelm helm) : IClassFixture<OfflineHelm>
{
    private static readonly string Digest = $"sha256:{new string('a', 64)}";

    [SkippableFact]
    public async Task Defaults_OfTheChart_AreWhatItShips() =>
        (await helm.RenderAsync()).Where(manifest => !manifest.IsHook()).Select(manifest => manifest.KindOf()).Order(StringComparer.Ordinal)
            .ShouldBe(
            [
                "ClusterRole", "ClusterRoleBinding", "Deployment", "NetworkPolicy", "PodDisruptionBudget", "Role", "RoleBinding", "ServiceAccount",
                "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding",
            ]);

    [SkippableTheory]
    [InlineData("podDisruptionBudget: {enabled: false}", "PodDisruptionBudget")]
    [InlineData("networkPolicy: {enabled: false}", "NetworkPolicy")]
    [InlineData("serviceAccount: {create: false, name: mine}", "ServiceAccount")]
    [InlineData("admissionPolicy: {enabled: false}", "ValidatingAdmissionPolicy")]
    [InlineData("admissionPolicy: {enabled: false}", "ValidatingAdmissionPolicyBinding")]
    public async Task AnObject_SwitchedOff_IsNotMade(string values, string kind) =>
        (await helm.RenderAsync(values)).OfKind(kind).Where(manifest => !manifest.IsHook()).ShouldBeEmpty();

    [SkippableFact]
    public async Task EveryObject_OfTheFullValues_CarriesTheLabelsAndItsNamespace()
    {
        foreach (var manifest in await helm.RenderAsync(ChartValues.Full().ToJsonString()))
        {
            var labels = manifest["metadata"]!["labels"]!;
            labels["team"]!.GetValue<string>().ShouldBe("platform");
            labels["app.kubernetes.io/name"]!.GetValue<string>().ShouldBe("operator");
            labels["app.kubernetes.io/managed-by"]!.GetValue<string>().ShouldBe("Helm");
            (manifest.NamespaceOf() is null).ShouldBe(manifest.KindOf().StartsWith("ValidatingAdmissionPolicy", StringComparison.Ordinal));
        }
    }

    [SkippableTheory]
    [InlineData("{}", "ghcr.io/raft-ai/hermes-operator:0.1.0")]
    [InlineData("image: {tag: '2.0'}", "ghcr.io/raft-ai/hermes-operator:2.0")]
    [InlineData("image: {repository: 'registry.example:5000/hermes', tag: '2.0'}", "registry.example:5000/hermes:2.0")]
    public async Task Image_ByTag_IsTheVersionsUnlessOneIsGiven(string values, string image) => (await ContainerAsync(values))["image"]!.GetValue<string>().ShouldBe(image);

    [SkippableFact]
    public async Task Image_ByDigest_WinsOverTheTag() =>
        (await ContainerAsync($"image: {{tag: '2.0', digest: '{Digest}'}}"))["image"]!.GetValue<string>().ShouldBe($"ghcr.io/raft-ai/hermes-operator@{Digest}");

    [SkippableFact]
    public async Task Otlp_WithoutAnEndpoint_SetsNoVariable() =>
        (await ContainerAsync("{}"))["env"]!.AsArray().Select(variable => variable!["name"]!.GetValue<string>()).ShouldBe(["POD_NAME"]);

    [SkippableFact]
    public async Task Otlp_WithEverything_IsTheVariablesOfTheSpecification()
    {
        var container = await ContainerAsync(ChartValues.Full().ToJsonString());

        container["env"]!.AsArray().Skip(1).Select(variable => $"{variable!["name"]}={variable["value"] ?? variable["valueFrom"]!.ToJsonString()}").ShouldBe(
        [
            "OTEL_EXPORTER_OTLP_ENDPOINT=http://collector.example:4318",
            "OTEL_EXPORTER_OTLP_PROTOCOL=grpc",
            """OTEL_EXPORTER_OTLP_HEADERS={"secretKeyRef":{"name":"otlp","key":"header"}}""",
            "OTEL_EXPORTER_OTLP_TIMEOUT=5000",
            "OTEL_METRIC_EXPORT_INTERVAL=30000",
            "OTEL_TRACES_SAMPLER=traceidratio",
            "OTEL_TRACES_SAMPLER_ARG=0.5",
            "OTEL_RESOURCE_ATTRIBUTES=k8s.cluster.name=eu-1",
        ]);
    }

    [SkippableTheory]
    [InlineData("http://collector:4318", 4318)]
    [InlineData("https://ingest.example", 443)]
    [InlineData("http://collector.example/otlp", 80)]
    public async Task NetworkPolicy_WithAnOtlpEndpoint_LetsItsPortOut(string endpoint, int port)
    {
        var policy = (await helm.RenderAsync($"otlp: {{endpoint: '{endpoint}'}}")).Single("NetworkPolicy");

        policy["spec"]!["egress"]!.AsArray()[^1]!["ports"]![0]!["port"]!.ToJsonString().ShouldBe($"{port}");
    }

    [SkippableFact]
    public async Task NetworkPolicy_OfTheDefaults_LetsInTheProbesAndOutTheApiServerAndDns()
    {
        var policy = (await helm.RenderAsync()).Single("NetworkPolicy")["spec"]!;

        policy["policyTypes"].Strings().ShouldBe(["Ingress", "Egress"]);
        Ports(policy["ingress"]!).ShouldBe(["8081/TCP"]);
        Ports(policy["egress"]!).ShouldBe(["443/TCP", "6443/TCP", "53/UDP", "53/TCP"]);
    }

    [SkippableFact]
    public async Task ServiceAccount_OfSomebodyElse_MustBeNamed()
    {
        var result = await helm.TryTemplateAsync(ChartRepository.Operator, "serviceAccount: {create: false}");

        result.ExitCode.ShouldNotBe(0);
        result.Error.ShouldContain("serviceAccount.name: must be given where serviceAccount.create is false");
    }

    [SkippableTheory]
    [InlineData("{}", "hermes-system")]
    [InlineData("watchNamespaces: [team-a, team-b]", "team-a")]
    [InlineData("{watchNamespaces: [team-a, team-b], verification: {namespace: team-b}}", "team-b")]
    public async Task Verification_OfAnInstall_IsWhereTheOperatorWatches(string values, string @namespace)
    {
        var objects = await helm.RenderAsync(values);

        var job = objects.OfKind("Job").ShouldHaveSingleItem();
        job["spec"]!["template"]!["spec"]!["containers"]![0]!["args"].Strings().ShouldContain($"--namespace={@namespace}");
        objects.OfKind("Role").Where(role => role.IsHook()).ShouldHaveSingleItem().NamespaceOf().ShouldBe(@namespace);
    }

    /// <summary>A Job's name becomes a label of its pods, and a Deployment's part of theirs; roles may be called longer.</summary>
    [SkippableFact]
    public async Task Names_OfALongRelease_StayWithinWhatKubernetesTakes()
    {
        var result = await helm.TryAsync($"template {new string('r', 53)} \"{ChartRepository.Operator}\"");

        result.ExitCode.ShouldBe(0, result.Error);
        var objects = YamlReader.Read(result.Output).Select(document => document.Content.AsObject());
        objects.Where(manifest => !manifest.KindOf().Contains("Role", StringComparison.Ordinal)).ShouldAllBe(manifest => manifest.NameOf().Length <= 63);
    }

    [SkippableFact]
    public async Task Definitions_OfTheirChart_AreThoseOfConfigAndStayWhenItGoes()
    {
        var result = await helm.TryTemplateAsync(ChartRepository.Definitions);

        result.ExitCode.ShouldBe(0, result.Error);
        var rendered = YamlReader.Read(result.Output).Select(document => document.Content.AsObject()).Single("CustomResourceDefinition");
        rendered["metadata"]!["annotations"]!["helm.sh/resource-policy"]!.GetValue<string>().ShouldBe("keep");
        rendered["metadata"]!.AsObject().Remove("annotations");
        var committed = YamlReader.Read(await File.ReadAllTextAsync(RepositoryFolder.PathOf("config", "crd", "hermes.dev_hermesapps.yaml")));
        JsonNode.DeepEquals(rendered, committed.ShouldHaveSingleItem().Content).ShouldBeTrue();
    }

    private static IEnumerable<string> Ports(JsonNode rules) => rules.AsArray().SelectMany(rule => rule!["ports"]!.AsArray())
        .Select(port => $"{port!["port"]}/{port["protocol"]}");

    private async Task<JsonNode> ContainerAsync(string values) =>
        (await helm.RenderAsync(values)).Single("Deployment")["spec"]!["template"]!["spec"]!["containers"]![0]!;
}
