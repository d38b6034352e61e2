using System.Text.Json.Nodes;
using Hermes.Chart.Tests.Charts;
using Hermes.Clusters;

namespace Hermes.Chart.Tests.Install;

/// <summary>The whole life of an install, by Helm and by kubectl.</summary>
[Trait("Category", "Cluster")]
public sealed class LifecycleTests : IAsyncLifetime
{
    private const string Apps = "apps";
    private const string Release = InstallCluster.Release;

    private readonly InstallCluster _cluster = new();

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [SkippableFact]
    public async Task Release_UpgradedAndRolledBack_ChangesWhatItHasMade()
    {
        await _cluster.InstallAsync();

        await _cluster.Helm.RunAsync(
            $"upgrade {Release} \"{ChartRepository.Operator}\" --set replicas=3,workers=20,podDisruptionBudget.enabled=false");
        var upgraded = await StateAsync();
        await _cluster.Helm.RunAsync($"rollback {Release} 1");
        var rolledBack = await StateAsync();
        await _cluster.Helm.RunAsync($"uninstall {Release}");

        upgraded.ShouldBe("3 --workers=20 False");
        rolledBack.ShouldBe("2 --workers=10 True");
        (await _cluster.Kubectl.RunAsync(
            "get deployments,serviceaccounts,roles,rolebindings,poddisruptionbudgets,networkpolicies -l app.kubernetes.io/part-of=hermes -o name")).ShouldBeEmpty();
        (await _cluster.Kubectl.RunAsync("get clusterroles,clusterrolebindings -l app.kubernetes.io/part-of=hermes -o name")).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task HelmTest_OfARelease_MakesItsJobAndEndsWithIt()
    {
        await _cluster.InstallAsync();

        var testing = _cluster.Helm.TryAsync($"test {Release} --timeout 90s");
        await _cluster.Kubectl.RunAsync("wait job/hermes-operator-verify --for=create --timeout=60s");
        var account = await _cluster.Kubectl.RunAsync("get job hermes-operator-verify -o jsonpath={.spec.template.spec.serviceAccountName}");
        var allowed = await _cluster.Kubectl.TryAsync($"auth can-i create hermesapps --as system:serviceaccount:{InstallCluster.Namespace}:{account}");
        var forbidden = await _cluster.Kubectl.TryAsync($"auth can-i create deployments --as system:serviceaccount:{InstallCluster.Namespace}:{account}");
        await CompleteAsync();

        (await testing).ExitCode.ShouldBe(0, (await testing).Error);
        allowed.Output.Trim().ShouldBe("yes", allowed.Error);
        forbidden.Output.Trim().ShouldBe("no", forbidden.Error);
        (await _cluster.Kubectl.RunAsync("get jobs,roles,serviceaccounts -o name")).ShouldNotContain("verify");
    }

    [SkippableFact]
    public async Task Definitions_OnUninstall_StayWithTheAppsAndAreInstalledAgain()
    {
        await _cluster.InstallDefinitionsAsync();
        await _cluster.NewNamespaceAsync(Apps);
        await SampleApps.ApplyAsync(_cluster.Kubectl, Apps);
        var before = await _cluster.Kubectl.RunAsync($"get hermesapps --namespace {Apps} -o jsonpath={{.items[*].metadata.uid}}");

        await _cluster.Helm.RunAsync($"uninstall {ChartRepository.DefinitionsName}");
        var kept = await _cluster.Kubectl.RunAsync($"get hermesapps --namespace {Apps} -o jsonpath={{.items[*].metadata.uid}}");
        await _cluster.InstallDefinitionsAsync();

        kept.ShouldBe(before);
        (await _cluster.Kubectl.RunAsync($"get hermesapps --namespace {Apps} -o jsonpath={{.items[*].metadata.uid}}")).ShouldBe(before);
    }

    /// <summary>A former definition drops fields that apps have.</summary>
    [SkippableFact]
    public async Task Definitions_OnRollback_AreLeftAsTheyAre()
    {
        await _cluster.InstallDefinitionsAsync();
        await _cluster.InstallDefinitionsAsync();
        var before = await _cluster.Kubectl.RunAsync("get crd hermesapps.hermes.dev -o jsonpath={.metadata.resourceVersion}");

        var refused = await _cluster.Helm.TryAsync($"rollback {ChartRepository.DefinitionsName} 1");

        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain("Definitions are not rolled back: fields of apps would be lost. See docs/install.md");
        (await _cluster.Kubectl.RunAsync("get crd hermesapps.hermes.dev -o jsonpath={.metadata.resourceVersion}")).ShouldBe(before);
    }

    [SkippableFact]
    public async Task Apps_WhileTheOperatorIsUpgradedAndUninstalled_RunOnUntouched()
    {
        await _cluster.InstallAsync($"healthPort: {FreePort.Find()}");
        await _cluster.NewNamespaceAsync(Apps);
        var names = await SampleApps.ApplyAsync(_cluster.Kubectl, Apps);
        string before;
        await using (var first = await _cluster.StartOperatorAsync())
        {
            await _cluster.UntilSettledAsync(Apps, names);
            before = await ChildrenAsync();
            (await first.StopAsync()).ShouldBe(0, first.Log);
        }

        await _cluster.Helm.RunAsync($"upgrade {Release} \"{ChartRepository.Operator}\" --reuse-values --set workers=3,labels.team=platform,image.tag=next,healthPort={FreePort.Find()}");
        await using (var second = await _cluster.StartOperatorAsync())
        {
            // What it would do to the samples it has done once it has carried out an app that is new to it.
            await _cluster.Kubectl.RunAsync($"create --namespace {Apps} -f -", Late);
            await _cluster.UntilSettledAsync(Apps, "late");
            await _cluster.Kubectl.RunAsync($"delete hermesapp late --namespace {Apps}");
            await _cluster.Kubectl.RunAsync($"wait deployment/late --namespace {Apps} --for=delete --timeout=60s");
            (await second.StopAsync()).ShouldBe(0, second.Log);
        }

        var upgraded = await ChildrenAsync();
        await _cluster.Helm.RunAsync($"uninstall {Release}");
        await _cluster.Helm.RunAsync($"uninstall {ChartRepository.DefinitionsName}");

        before.ShouldContain("Deployment/hello");
        upgraded.ShouldBe(before);
        (await ChildrenAsync()).ShouldBe(before);
    }

    [SkippableTheory]
    [InlineData("apply -k")]
    [InlineData("apply --server-side -k")]
    public async Task PlainManifests_Applied_InstallTheOperatorAndItsGrants(string apply)
    {
        var config = RepositoryFolder.PathOf("config");

        await _cluster.Kubectl.RunAsync($"{apply} \"{config}\"");

        await _cluster.Kubectl.RunAsync("wait crd/hermesapps.hermes.dev --for=condition=Established --timeout=60s");
        (await _cluster.Kubectl.RunAsync("auth can-i patch hermesapps --subresource=status --as system:serviceaccount:hermes-system:hermes-operator -A")).Trim().ShouldBe("yes");
        (await _cluster.Kubectl.RunAsync("get deployment hermes-operator -o jsonpath={.spec.replicas}")).ShouldBe("2");
        (await _cluster.Kubectl.RunAsync($"{apply} \"{config}\"")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(12);
        await _cluster.Kubectl.RunAsync($"delete -k \"{config}\" --wait=false --ignore-not-found");
    }

    private const string Late =
        """{"apiVersion": "hermes.dev/v1alpha1", "kind": "HermesApp", "metadata": {"name": "late"}, "spec": {"image": "registry.example/late:1"}}""";

    /// <summary>What would show that somebody has written: the UIDs and generations of all that stands for the apps, and their pods' templates.</summary>
    private async Task<string> ChildrenAsync()
    {
        var list = JsonNode.Parse(await _cluster.Kubectl.RunAsync(
            $"get deployments,replicasets,services,ingresses,horizontalpodautoscalers,scaledobjects,httpscaledobjects --namespace {Apps} -o json"))!;
        return string.Join('\n', list["items"]!.AsArray().Select(item => string.Join(
            ' ',
            $"{item!["kind"]}/{item["metadata"]!["name"]}",
            item["metadata"]!["uid"],
            item["metadata"]!["generation"],
            item["metadata"]!["labels"]?["pod-template-hash"],
            item["spec"]!["template"]?.ToJsonString())).Order(StringComparer.Ordinal));
    }

    private async Task<string> StateAsync() => string.Join(
        ' ',
        await _cluster.Kubectl.RunAsync($"get deployment {Release} -o jsonpath={{.spec.replicas}}"),
        (await _cluster.Kubectl.RunAsync($"get deployment {Release} -o jsonpath={{.spec.template.spec.containers[0].args}}"))
            .Split('"').Single(argument => argument.StartsWith("--workers", StringComparison.Ordinal)),
        (await _cluster.Kubectl.RunAsync($"get poddisruptionbudget {Release} --ignore-not-found -o name")).Length > 0);

    /// <summary>Lets the Job end well: its pod where there is one, else the Job itself.</summary>
    private async Task CompleteAsync()
    {
        if (_cluster.Cluster.Capabilities.HasFlag(ClusterCapabilities.RealPods))
        {
            return;
        }

        if (_cluster.Cluster.Capabilities.HasFlag(ClusterCapabilities.Controllers))
        {
            const string label = "job-name=hermes-operator-verify";
            await _cluster.Kubectl.RunAsync($"wait pods -l {label} --for=create --timeout=60s");
            var pod = (await _cluster.Kubectl.RunAsync($"get pods -l {label} -o name")).Trim();
            await _cluster.Kubectl.RunAsync($"patch {pod} --subresource=status --type=merge --patch-file /dev/stdin", """{"status": {"phase": "Succeeded"}}""");
            return;
        }

        await _cluster.Kubectl.RunAsync(
            "patch job/hermes-operator-verify --subresource=status --type=merge --patch-file /dev/stdin",
            """
            status:
              startTime: "2026-01-01T00:00:00Z"
              completionTime: "2026-01-01T00:00:01Z"
              conditions:
              - {type: SuccessCriteriaMet, status: "True", reason: CompletionsReached}
              - {type: Complete, status: "True", reason: CompletionsReached}
            """);
    }
}
