namespace Hermes.Clusters.Tests;

public sealed class ClusterLanesTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("devcluster")]
    public async Task StartAsync_ByDefault_StartsDevCluster(string? lane)
    {
        await using var cluster = await ClusterLanes.StartAsync(Context(("HERMES_TEST_CLUSTER", lane)));

        cluster.Lane.ShouldBe("devcluster");
        cluster.DevCluster.ShouldNotBeNull();
        cluster.KubeconfigPath.ShouldBe(cluster.DevCluster.KubeconfigPath);
        cluster.Capabilities.ShouldBe(
            ClusterCapabilities.GarbageCollection | ClusterCapabilities.Simulator | ClusterCapabilities.Keda
            | ClusterCapabilities.RequestTrace | ClusterCapabilities.FaultInjection);
    }

    [Fact]
    public async Task StartAsync_WithoutAddOns_ClaimsNone()
    {
        var options = new ClusterOptions { Keda = false, Simulator = false };

        await using var cluster = await ClusterLanes.StartAsync(Context() with { Options = options });

        cluster.Capabilities.ShouldBe(
            ClusterCapabilities.GarbageCollection | ClusterCapabilities.RequestTrace | ClusterCapabilities.FaultInjection);
    }

    [Fact]
    public async Task StartAsync_WithAnUnknownLane_FailsWithTheKnownOnes()
    {
        var failure = await Should.ThrowAsync<ClusterLaneException>(() => ClusterLanes.StartAsync(Context(("HERMES_TEST_CLUSTER", "k8s"))));

        failure.Message.ShouldBe("HERMES_TEST_CLUSTER: 'k8s' is no lane; known are devcluster, envtest, k3s, kubeconfig");
    }

    [Fact]
    public async Task StartAsync_WithALaneInItsOptions_TakesThatOne()
    {
        var context = Context(("HERMES_TEST_CLUSTER", "kubeconfig")) with { Options = new ClusterOptions { Lane = "devcluster" } };

        await using var cluster = await ClusterLanes.StartAsync(context);

        cluster.Lane.ShouldBe("devcluster");
    }

    [SkippableFact]
    public async Task K3s_WithoutADockerDaemon_FailsInOneLine()
    {
        Skip.If(File.Exists("/var/run/docker.sock") || Environment.GetEnvironmentVariable("DOCKER_HOST") is not null, "a Docker daemon is there");

        var failure = await Should.ThrowAsync<ClusterLaneException>(() => ClusterLanes.StartAsync(Context(("HERMES_TEST_CLUSTER", "k3s"))));

        failure.Message.ShouldStartWith("k3s: needs a Docker daemon, and none answers: ");
        failure.Message.ShouldNotContain('\n');
    }

    [Fact]
    public async Task Kubeconfig_ThatNamesAFile_IsUsedAndLeft()
    {
        var file = Path.GetTempFileName();
        try
        {
            await using (var cluster = await ClusterLanes.StartAsync(Context(("HERMES_TEST_CLUSTER", "kubeconfig"), ("KUBECONFIG", file))))
            {
                cluster.KubeconfigPath.ShouldBe(file);
                cluster.Capabilities.HasFlag(ClusterCapabilities.RealPods).ShouldBeTrue();
                cluster.DevCluster.ShouldBeNull();
            }

            File.Exists(file).ShouldBeTrue();
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData(null, "KUBECONFIG: must name a kubeconfig for the lane kubeconfig")]
    [InlineData("/nowhere/config", "KUBECONFIG: must name one file, and '/nowhere/config' is none")]
    public async Task Kubeconfig_ThatIsMissing_Fails(string? file, string message)
    {
        var failure = await Should.ThrowAsync<ClusterLaneException>(
            () => ClusterLanes.StartAsync(Context(("HERMES_TEST_CLUSTER", "kubeconfig"), ("KUBECONFIG", file))));

        failure.Message.ShouldBe(message);
    }

    private static LaneContext Context(params (string Name, string? Value)[] environment) => new(
        new ClusterOptions(),
        name => environment.FirstOrDefault(setting => setting.Name == name).Value,
        CancellationToken.None);
}
