using Hermes.Clusters;

namespace Hermes.Operator.Tests.EndToEnd;

/// <summary>What a person does with kubectl, done by kubectl.</summary>
[Trait("Category", "Cluster")]
public sealed class KubectlTests(KubectlFixture fixture) : IClassFixture<KubectlFixture>
{
    [SkippableFact]
    public async Task Get_ByAnyName_ListsAppsWithTheirColumns()
    {
        fixture.Requires(ClusterCapabilities.Simulator);
        var kubectl = fixture.Session;
        await kubectl.RunAsync("apply --server-side -f -", App("listed"));
        await kubectl.RunAsync("wait hermesapp/listed --for=condition=Ready --timeout=60s");

        foreach (var name in (string[])["hermesapps", "hermesapp", "happ", "hermesapps.hermes.dev"])
        {
            var table = (await kubectl.RunAsync($"get {name}")).Split('\n');
            table[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .ShouldBe(["NAME", "READY", "REASON", "DESIRED", "READY-REPLICAS", "SCALER", "URL", "AGE"]);
            table.ShouldContain(row => row.StartsWith("listed ", StringComparison.Ordinal) && row.Contains(" True ", StringComparison.Ordinal));
        }

        (await kubectl.RunAsync("get hermesapps -o wide")).ShouldContain("ghcr.io/acme/hello:1.0");
        (await kubectl.RunAsync("get all")).ShouldContain("hermesapp.hermes.dev/listed");
    }

    [SkippableTheory]
    [InlineData("serverside", "apply --server-side -f -", "serverside-applied")]
    [InlineData("clientside", "apply -f -", "configured")]
    public async Task Apply_OfAChange_ReachesTheChildren(string name, string apply, string answer)
    {
        var kubectl = fixture.Session;
        await kubectl.RunAsync(apply, App(name));
        await fixture.UntilSettledAsync(name);

        (await kubectl.RunAsync(apply, App(name, "1.1"))).ShouldContain(answer);

        await kubectl.RunAsync(
            $"wait deployment/{name} --for=jsonpath={{.spec.template.spec.containers[0].image}}=ghcr.io/acme/hello:1.1 --timeout=60s");
    }

    [SkippableFact]
    public async Task Apply_OfAnInvalidSpec_IsRefusedWithTheFieldsName()
    {
        var kubectl = fixture.Session;

        var refused = await kubectl.TryAsync(
            "apply --server-side -f -", App("invalid") + "  scaling: {minReplicas: 5, maxReplicas: 2, cpu: {averageUtilization: 70}}\n");

        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain("spec.scaling");
    }

    [SkippableFact]
    public async Task Describe_OfAnApp_ShowsConditionsAndEvents()
    {
        var kubectl = fixture.Session;
        await kubectl.RunAsync("apply -f -", App("described"));
        await fixture.UntilSettledAsync("described");
        await kubectl.RunAsync("wait --for=create event --field-selector involvedObject.name=described --timeout=60s");

        var text = await kubectl.RunAsync("describe hermesapp described");

        text.ShouldContain("Conditions:");
        text.ShouldContain("RolledOut");
        text.ShouldContain("Created");
    }

    [SkippableFact]
    public async Task Delete_OfAnApp_TakesItsChildrenWithIt()
    {
        fixture.Requires(ClusterCapabilities.GarbageCollection);
        var kubectl = fixture.Session;
        await kubectl.RunAsync("apply -f -", App("deleted"));
        await fixture.UntilSettledAsync("deleted");

        await kubectl.RunAsync("delete hermesapp deleted");

        await kubectl.RunAsync("wait deployment/deleted service/deleted --for=delete --timeout=60s");
    }

    [SkippableFact]
    public async Task Delete_OfADeployment_BringsItBack()
    {
        var kubectl = fixture.Session;
        await kubectl.RunAsync("apply -f -", App("restored"));
        await fixture.UntilSettledAsync("restored");
        var former = await kubectl.RunAsync("get deployment restored -o jsonpath={.metadata.uid}");

        await kubectl.RunAsync("delete deployment restored");

        await kubectl.RunAsync("wait deployment/restored --for=create --timeout=60s");
        (await kubectl.RunAsync("get deployment restored -o jsonpath={.metadata.uid}")).ShouldNotBe(former);
    }

    [SkippableFact]
    public async Task Scale_OfADeploymentWhoseAppNamesReplicas_IsPutBack()
    {
        var kubectl = fixture.Session;
        await kubectl.RunAsync("apply -f -", App("scaled") + "  replicas: 2\n");
        await fixture.UntilSettledAsync("scaled");

        await kubectl.RunAsync("scale deployment scaled --replicas=5");

        await kubectl.RunAsync("wait deployment/scaled --for=jsonpath={.spec.replicas}=2 --timeout=60s");
    }

    [SkippableFact]
    public async Task Explain_OfAField_TellsWhatItIsFor()
    {
        var text = await fixture.Session.RunAsync("explain hermesapp.spec.scaling.maxReplicas");

        text.ShouldContain("<integer>");
    }

    private static string App(string name, string version = "1.0") => $"""
        apiVersion: hermes.dev/v1alpha1
        kind: HermesApp
        metadata:
          name: {name}
        spec:
          image: ghcr.io/acme/hello:{version}

        """;
}
