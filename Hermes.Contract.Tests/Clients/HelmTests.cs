using System.Text.Json.Nodes;
using Hermes.Clusters;
using Hermes.Clusters.Clients;

namespace Hermes.Contract.Tests.Clients;

[Trait("Category", "Contract")]
[Collection(SharedClientCluster.Name)]
public sealed class HelmTests(ClientCluster cluster)
{
    /// <summary>Both ways in which Helm 4 writes objects.</summary>
    public static TheoryData<string> Sides => ["--server-side=true", "--server-side=false"];

    [SkippableTheory]
    [MemberData(nameof(Sides))]
    public async Task Install_OfAChart_MakesItsObjectsAndRunsItsHook(string side)
    {
        var (helm, kubectl) = await cluster.HelmAsync();
        using var chart = NewChart();

        await helm.RunAsync($"install shop {chart.FullName} {side} --set greeting=welcome");

        (await kubectl.RunAsync("get deployment shop -o jsonpath={.spec.template.spec.containers[0].image}")).ShouldBe("registry.example/shop:1.0");
        (await kubectl.RunAsync("get service shop -o jsonpath={.spec.ports[0].targetPort}")).ShouldBe("http");
        (await kubectl.RunAsync("get configmap shop -o jsonpath={.data.GREETING}")).ShouldBe("welcome");
        (await kubectl.RunAsync($"get {chart.Reviews} shop -o jsonpath={{.spec.stars}}")).ShouldBe("5");
        (await kubectl.RunAsync("get configmap shop-notice -o jsonpath={.data.notice}")).ShouldBe("installed");
        (await kubectl.RunAsync("get deployment shop -o jsonpath={.metadata.labels.app\\.kubernetes\\.io/managed-by}")).ShouldBe("Helm");
        (await kubectl.RunAsync("get secrets -l owner=helm,name=shop,status=deployed -o name")).ShouldBe("secret/sh.helm.release.v1.shop.v1\n");
    }

    [SkippableFact]
    public async Task Release_Installed_CanBeListedAndRead()
    {
        var (helm, _) = await cluster.HelmAsync();
        using var chart = NewChart();
        await helm.RunAsync($"install shop {chart.FullName} --set replicas=2");

        var list = JsonNode.Parse(await helm.RunAsync("list -o json"))!.AsArray().ShouldHaveSingleItem()!;
        var status = await helm.RunAsync("status shop");
        var manifest = await helm.RunAsync("get manifest shop");
        var hooks = await helm.RunAsync("get hooks shop");
        var values = await helm.RunAsync("get values shop -o json");

        list["name"]!.GetValue<string>().ShouldBe("shop");
        list["revision"]!.GetValue<string>().ShouldBe("1");
        list["status"]!.GetValue<string>().ShouldBe("deployed");
        list["chart"]!.GetValue<string>().ShouldBe("shop-0.1.0");
        status.ShouldContain("STATUS: deployed");
        status.ShouldContain("v1/Deployment");
        status.ShouldContain("v1/Review");
        manifest.ShouldContain("replicas: 2");
        manifest.ShouldNotContain("shop-notice");
        hooks.ShouldContain("shop-notice");
        JsonNode.Parse(values)!.ToJsonString().ShouldBe("""{"replicas":2}""");
    }

    [SkippableTheory]
    [MemberData(nameof(Sides))]
    public async Task Upgrade_AndRollback_ChangeTheObjectsAndKeepTheHistory(string side)
    {
        var (helm, kubectl) = await cluster.HelmAsync();
        using var chart = NewChart();
        await helm.RunAsync($"install shop {chart.FullName} {side}");

        await helm.RunAsync($"upgrade shop {chart.FullName} {side} --set image=registry.example/shop:2.0,replicas=0,greeting=bye,stars=3,extra=true");
        var upgraded = await StateAsync();
        var extra = await kubectl.RunAsync("get configmap shop-extra -o name");
        await helm.RunAsync($"rollback shop 1 {side}");
        var rolledBack = await StateAsync();

        upgraded.ShouldBe("registry.example/shop:2.0 0 bye 3");
        extra.ShouldBe("configmap/shop-extra\n");
        rolledBack.ShouldBe("registry.example/shop:1.0 1 hello 5");
        (await kubectl.TryAsync("get configmap shop-extra")).ExitCode.ShouldBe(1);
        var history = JsonNode.Parse(await helm.RunAsync("history shop -o json"))!.AsArray();
        history.Select(entry => entry!["status"]!.GetValue<string>()).ShouldBe(["superseded", "superseded", "deployed"]);
        history[2]!["description"]!.GetValue<string>().ShouldBe("Rollback to 1");

        async Task<string> StateAsync() => string.Join(
            ' ',
            await kubectl.RunAsync("get deployment shop -o \"jsonpath={.spec.template.spec.containers[0].image} {.spec.replicas}\""),
            await kubectl.RunAsync("get configmap shop -o jsonpath={.data.GREETING}"),
            await kubectl.RunAsync($"get {chart.Reviews} shop -o jsonpath={{.spec.stars}}"));
    }

    [SkippableTheory]
    [MemberData(nameof(Sides))]
    public async Task Upgrade_ThatIsRefused_IsRecordedAndCanBeMended(string side)
    {
        var (helm, kubectl) = await cluster.HelmAsync();
        using var chart = NewChart();
        await helm.RunAsync($"install shop {chart.FullName} {side}");

        var refused = await helm.TryAsync($"upgrade shop {chart.FullName} {side} --set stars=9");
        var failed = await helm.RunAsync("status shop");
        await helm.RunAsync($"upgrade shop {chart.FullName} {side} --set stars=4");

        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain("spec.stars in body should be less than or equal to 5");
        failed.ShouldContain("STATUS: failed");
        (await kubectl.RunAsync($"get {chart.Reviews} shop -o jsonpath={{.spec.stars}}")).ShouldBe("4");
    }

    [SkippableFact]
    public async Task Upgrade_OfAFieldThatAnotherManagerTook_ConflictsUntilItIsForced()
    {
        var (helm, kubectl) = await cluster.HelmAsync();
        using var chart = NewChart();
        await helm.RunAsync($"install shop {chart.FullName} --server-side=true");
        await kubectl.RunAsync(
            "apply --server-side --field-manager=other --force-conflicts -f -", Manifests.ConfigMap("shop", "{GREETING: taken}"));

        var refused = await helm.TryAsync($"upgrade shop {chart.FullName} --server-side=true --set greeting=bye");
        await helm.RunAsync($"upgrade shop {chart.FullName} --server-side=true --force-conflicts --set greeting=bye");

        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain("conflict with \"other\"");
        refused.Error.ShouldContain(".data.GREETING");
        (await kubectl.RunAsync("get configmap shop -o jsonpath={.data.GREETING}")).ShouldBe("bye");
    }

    [SkippableFact]
    public async Task Upgrade_WithAJobBeforeIt_WaitsForTheJob()
    {
        var (helm, kubectl) = await cluster.HelmAsync();
        using var chart = NewChart();
        await helm.RunAsync($"install shop {chart.FullName}");

        var upgrading = helm.RunAsync($"upgrade shop {chart.FullName} --set migrate=true,greeting=migrated --timeout 90s");
        if (!cluster.HasAny(ClusterCapabilities.Controllers))
        {
            await CompleteAsync(kubectl, "job/shop-migration");
        }

        await upgrading;
        (await kubectl.RunAsync("get configmap shop -o jsonpath={.data.GREETING}")).ShouldBe("migrated");
        (await kubectl.TryAsync("get job shop-migration")).ExitCode.ShouldBe(1);
    }

    [SkippableFact]
    public async Task Install_ThatWaits_EndsOnceTheDeploymentIsAvailable()
    {
        cluster.RequiresAny(ClusterCapabilities.Simulator | ClusterCapabilities.RealPods);
        var (helm, kubectl) = await cluster.HelmAsync();
        using var chart = NewChart();

        await helm.RunAsync($"install shop {chart.FullName} --wait --timeout 90s --set image=registry.k8s.io/pause:3.10,replicas=2");

        (await kubectl.RunAsync("get deployment shop -o jsonpath={.status.availableReplicas}")).ShouldBe("2");
    }

    [SkippableFact]
    public async Task Uninstall_OfARelease_RemovesWhatItMadeButTheDefinition()
    {
        var (helm, kubectl) = await cluster.HelmAsync();
        using var chart = NewChart();
        await helm.RunAsync($"install shop {chart.FullName}");

        await helm.RunAsync("uninstall shop");
        var again = await helm.TryAsync("status shop");

        again.ExitCode.ShouldBe(1);
        again.Error.ShouldContain("not found");
        JsonNode.Parse(await helm.RunAsync("list -o json"))!.AsArray().ShouldBeEmpty();
        (await kubectl.RunAsync($"get deployment/shop service/shop configmap/shop {chart.Reviews}/shop --ignore-not-found")).ShouldBeEmpty();
        (await kubectl.RunAsync("get secrets -l owner=helm -o name")).ShouldBeEmpty();
        await kubectl.RunAsync($"get customresourcedefinition {chart.Reviews}");
    }

    /// <summary>What the Job's controller would write.</summary>
    private static async Task CompleteAsync(ClientSession kubectl, string job)
    {
        await kubectl.RunAsync($"wait {job} --for=create --timeout=60s");
        await kubectl.RunAsync(
            $"patch {job} --subresource=status --type=merge --patch-file /dev/stdin",
            """
            status:
              startTime: "2026-01-01T00:00:00Z"
              completionTime: "2026-01-01T00:00:01Z"
              conditions:
              - {type: SuccessCriteriaMet, status: "True", reason: CompletionsReached}
              - {type: Complete, status: "True", reason: CompletionsReached}
            """);
    }

    private ChartFolder NewChart()
    {
        var chart = new ChartFolder();
        cluster.WillDefine(chart.Reviews);
        return chart;
    }
}
