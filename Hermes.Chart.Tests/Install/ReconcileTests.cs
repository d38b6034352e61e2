using System.Text.Json.Nodes;
using Hermes.Chart.Tests.Operators;
using Hermes.Clusters;

namespace Hermes.Chart.Tests.Install;

/// <summary>The operator under what the chart grants it, and nothing else.</summary>
[Trait("Category", "Cluster")]
public sealed class ReconcileTests : IAsyncLifetime
{
    private const string Apps = "apps";

    private readonly InstallCluster _cluster = new();

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [SkippableFact]
    public async Task Operator_WithTheChartsGrants_ReconcilesTheSamples()
    {
        await _cluster.InstallAsync($"healthPort: {FreePort.Find()}");
        await _cluster.NewNamespaceAsync(Apps);
        await using var hermes = await _cluster.StartOperatorAsync();

        await _cluster.UntilSettledAsync(Apps, await SampleApps.ApplyAsync(_cluster.Kubectl, Apps));

        (await _cluster.Kubectl.RunAsync("get lease hermes-operator -o jsonpath={.spec.holderIdentity}")).ShouldStartWith("hermes-operator-0_");
        Refusals().ShouldBeEmpty();
        (await hermes.StopAsync()).ShouldBe(0, hermes.Log);
    }

    /// <summary>Whether a class of Ingresses is there, and a metrics server, nobody can be granted to see by Roles alone: that it does without.</summary>
    [SkippableFact]
    public async Task Operator_WithRolesOnly_ReconcilesTheSamplesOfItsNamespacesAndNoOther()
    {
        await _cluster.InstallDefinitionsAsync();
        await _cluster.NewNamespaceAsync(Apps);
        await _cluster.NewNamespaceAsync("other");
        await _cluster.InstallAsync($"{{healthPort: {FreePort.Find()}, watchNamespaces: [{Apps}]}}");
        await using var hermes = await _cluster.StartOperatorAsync();

        await SampleApps.ApplyAsync(_cluster.Kubectl, "other");
        await _cluster.UntilSettledAsync(Apps, await SampleApps.ApplyAsync(_cluster.Kubectl, Apps));

        (await _cluster.Kubectl.RunAsync("get deployments --namespace other -o name")).ShouldBeEmpty();
        (await _cluster.Kubectl.RunAsync($"get events --namespace {InstallCluster.Namespace} -o jsonpath={{.items[*].involvedObject.kind}}")).ShouldContain("Lease");
        Refusals().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ShouldBeSubsetOf(
            ["list apiservices", "list customresourcedefinitions", "list ingressclasses"]);
        (await hermes.StopAsync()).ShouldBe(0, hermes.Log);
    }

    /// <summary>What <c>helm test</c> runs, with the rights that it is given.</summary>
    [SkippableFact]
    public async Task Verification_OfAnInstallThatWorks_SaysSoAndLeavesNothing()
    {
        await _cluster.InstallAsync($"healthPort: {FreePort.Find()}");
        Skip.IfNot(_cluster.Cluster.Capabilities.HasFlag(ClusterCapabilities.Simulator), "no image is run here, and nothing stands in for it");
        await using var hermes = await _cluster.StartOperatorAsync();
        var job = await ApplyTestHooksAsync();

        var verified = await OperatorBuild.RunToEndAsync(await _cluster.CommandAsync("hermes-operator-verify", ContainerOf(job)));

        verified.ExitCode.ShouldBe(0, verified.Error);
        verified.Output.ShouldMatch(@"^HermesApp hermes-system/hermes-verify-[0-9a-f]{5}: Ready after \d+\.\d s\s*$");
        (await _cluster.Kubectl.RunAsync("get hermesapps -o name")).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Verification_WithoutAnOperator_FailsWithAReasonAndLeavesNothing()
    {
        await _cluster.InstallAsync("verification: {timeoutSeconds: 1}");
        var job = await ApplyTestHooksAsync();

        var verified = await OperatorBuild.RunToEndAsync(await _cluster.CommandAsync("hermes-operator-verify", ContainerOf(job)));

        verified.ExitCode.ShouldBe(1);
        verified.Error.ShouldContain(": not Ready after 1 s");
        verified.Error.ShouldContain("It has no status: does an operator run, and does it watch this namespace?");
        (await _cluster.Kubectl.RunAsync("get hermesapps -o name")).ShouldBeEmpty();
    }

    /// <summary>Applies what <c>helm test</c> makes before its Job.</summary>
    /// <returns>The Job.</returns>
    private async Task<JsonObject> ApplyTestHooksAsync()
    {
        var hooks = await _cluster.HooksAsync();
        foreach (var grant in hooks.Where(hook => hook["kind"]!.GetValue<string>() != "Job"))
        {
            await _cluster.Kubectl.RunAsync("apply --server-side -f -", grant.ToJsonString());
        }

        return hooks.Single(hook => hook["kind"]!.GetValue<string>() == "Job");
    }

    private static JsonNode ContainerOf(JsonObject job) => job["spec"]!["template"]!["spec"]!["containers"]![0]!;

    private IEnumerable<string> Refusals() => (_cluster.Cluster.DevCluster?.Trace.Since(0) ?? [])
        .Where(request => request.Status == 403).Select(request => $"{request.Verb} {request.Resource}");
}
