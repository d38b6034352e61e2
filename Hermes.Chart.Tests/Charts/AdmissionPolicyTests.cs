using System.Text.Json.Nodes;
using Hermes.Kubernetes.Yaml;

namespace Hermes.Chart.Tests.Charts;

/// <summary>The policy judges by what the operator is told.</summary>
public sealed class AdmissionPolicyTests(OfflineHelm helm) : IClassFixture<OfflineHelm>
{
    [SkippableFact]
    public async Task Defaults_OfTheChart_AreThoseOfTheOperator()
    {
        var policy = (await helm.RenderAsync()).Single("ValidatingAdmissionPolicy");
        var generated = YamlReader.Read(await File.ReadAllTextAsync(RepositoryFolder.PathOf("config", "admission", "policy.yaml"))).ShouldHaveSingleItem();

        JsonNode.DeepEquals(policy["spec"], generated.Content["spec"]).ShouldBeTrue($"{policy["spec"]}\n\n{generated.Content["spec"]}");
    }

    public static TheoryData<string> Values =>
        ["{}", ChartValues.Full().ToJsonString(), "tenancy: {allowedIngressAnnotations: [], allowedServiceAnnotations: []}"];

    [SkippableTheory]
    [MemberData(nameof(Values))]
    public async Task Limits_OfThePolicyAndTheOperator_AreTheSame(string values)
    {
        var objects = await helm.RenderAsync(values);
        var arguments = objects.OperatorArguments();
        var hosts = Parameter("allowedHosts").AsObject()
            .SelectMany(grant => grant.Value.Strings().Select(pattern => $"{grant.Key}={pattern}"));

        Given("allowed-hosts").ShouldBe(hosts);
        Given("allowed-ingress-annotations").Where(key => key.Length > 0).ShouldBe(Parameter("allowedIngressAnnotations").Strings());
        Given("allowed-service-annotations").Where(key => key.Length > 0).ShouldBe(Parameter("allowedServiceAnnotations").Strings());
        Given("allowed-ingress-annotations").ShouldNotBeEmpty("not given, it would have its default");
        Given("allowed-service-annotations").ShouldNotBeEmpty("not given, it would have its default");
        Given("max-replicas").ShouldBe([Parameter("maxReplicas").ToJsonString()]);
        Given("cluster-domain").ShouldBe([Parameter("clusterDomain").GetValue<string>()]);

        JsonNode Parameter(string name) => JsonNode.Parse(objects.Single("ValidatingAdmissionPolicy")["spec"]!["variables"]!.AsArray()
            .Single(variable => variable!["name"]!.GetValue<string>() == name)!["expression"]!.GetValue<string>())!;

        IEnumerable<string> Given(string flag) => arguments.Where(argument => argument.StartsWith($"--{flag}=", StringComparison.Ordinal))
            .Select(argument => argument[(flag.Length + 3)..]);
    }

    [SkippableFact]
    public async Task WatchNamespaces_GivenSome_AreWhereThePolicyIsInForce()
    {
        var objects = await helm.RenderAsync("watchNamespaces: [team-a, team-b]");

        var binding = objects.Single("ValidatingAdmissionPolicyBinding")["spec"]!;
        binding["policyName"]!.GetValue<string>().ShouldBe(objects.Single("ValidatingAdmissionPolicy").NameOf());
        binding["matchResources"]!["namespaceSelector"]!["matchExpressions"]![0]!["values"].Strings().ShouldBe(["team-a", "team-b"]);
    }

    [SkippableFact]
    public async Task Policy_WhereItsKindIsNotServed_IsNotMade()
    {
        var result = await helm.TryAsync($"template hermes \"{ChartRepository.Operator}\"");

        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.ShouldNotContain("ValidatingAdmissionPolicy");
    }
}
