using Hermes.Chart.Tests.Operators;
using Hermes.Clusters;

namespace Hermes.Chart.Tests.Install;

/// <summary>
/// A first day with Hermes, on every lane as far as it goes: on K3s with the images and real pods, elsewhere with the operator as a process
/// that has its pod's arguments and rights.
/// </summary>
[Trait("Category", "Cluster")]
public sealed class ScenarioTests : IAsyncLifetime
{
    private const string Apps = "apps";

    private readonly InstallCluster _cluster = new();
    private OperatorProcess? _process;

    private bool RunsPods => _cluster.HasAny(ClusterCapabilities.RealPods);

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        await _cluster.DisposeAsync();
    }

    [SkippableFact]
    public async Task Apps_FromTheInstallToTheirEnd_AreCarriedOut()
    {
        var kubectl = _cluster.Kubectl;
        Skip.If(RunsPods && !_cluster.HasAny(ClusterCapabilities.ImageLoading), "the images cannot be given to this cluster's nodes");
        if (RunsPods)
        {
            await NodeImages.LoadAsync(_cluster.Cluster);
        }

        await _cluster.InstallAsync($"healthPort: {FreePort.Find()}");
        await _cluster.NewNamespaceAsync(Apps);
        await StartAsync();

        var names = await SampleApps.ApplyAsync(kubectl, Apps);
        // KEDA itself runs on no lane: its kinds are served, and on DevCluster a simulator answers for it.
        await _cluster.UntilSettledAsync(Apps, names.Where(name => name != "on-demand" || !RunsPods));

        await KillAsync();
        await kubectl.RunAsync($"patch hermesapp hello --namespace {Apps} --type=merge -p {{\\\"spec\\\":{{\\\"replicas\\\":3}}}}");
        await StartAsync();
        await _cluster.UntilAsync($"deployment/hello --namespace {Apps} --for=jsonpath={{.spec.replicas}}=3");
        await _cluster.UntilSettledAsync(Apps, "hello");

        await kubectl.RunAsync($"delete hermesapp hello --namespace {Apps}");
        if (_cluster.HasAny(ClusterCapabilities.GarbageCollection))
        {
            await _cluster.UntilAsync($"deployment/hello service/hello --namespace {Apps} --for=delete");
        }

        if (RunsPods)
        {
            await _cluster.Helm.RunAsync($"test {InstallCluster.Release} --timeout 110s");
        }

        await _cluster.Helm.RunAsync($"uninstall {InstallCluster.Release}");
        (await kubectl.RunAsync($"get deployment raft-ai-hermes --namespace {Apps} -o name")).ShouldNotBeEmpty();
    }

    private async Task StartAsync()
    {
        if (RunsPods)
        {
            await _cluster.Kubectl.RunAsync($"rollout status deployment/{InstallCluster.Release} --timeout=110s");
            return;
        }

        _process = await _cluster.StartOperatorAsync();
    }

    /// <summary>All replicas at once, without a word of warning.</summary>
    private async Task KillAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
            return;
        }

        await _cluster.Kubectl.RunAsync("delete pods -l app.kubernetes.io/component=operator --grace-period=0 --force");
    }
}
