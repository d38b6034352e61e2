namespace Hermes.Clusters.Tests.EnvTest;

public sealed class EnvTestLaneTests
{
    [Fact]
    public async Task StartAsync_WithoutAssets_FailsWithTheSettingsName()
    {
        var failure = await Should.ThrowAsync<ClusterLaneException>(() => StartAsync(null));

        failure.Message.ShouldBe("KUBEBUILDER_ASSETS: must name a folder with etcd and kube-apiserver for the lane envtest");
    }

    [Fact]
    public async Task StartAsync_WithoutAProgram_FailsWithItsName()
    {
        using var assets = new AssetsFolder();
        assets.Add("etcd", "exit 0");

        var failure = await Should.ThrowAsync<ClusterLaneException>(() => StartAsync(assets.FullName));

        failure.Message.ShouldBe($"KUBEBUILDER_ASSETS: there is no kube-apiserver in '{assets.FullName}'");
    }

    [Fact]
    public async Task StartAsync_WhenAProgramEnds_FailsWithItsLastWordsAndLeavesNoFiles()
    {
        using var assets = new AssetsFolder();
        var arguments = Path.Combine(assets.FullName, "arguments");
        assets.Add("etcd", $"echo \"$@\" > '{arguments}'; echo 'listen tcp: no room' >&2; exit 3");
        assets.Add("kube-apiserver", "exit 0");

        var failure = await Should.ThrowAsync<ClusterLaneException>(() => StartAsync(assets.FullName));

        failure.Message.ShouldBe("etcd: ended before it was ready: listen tcp: no room");
        var data = (await File.ReadAllTextAsync(arguments)).Split(' ')[0]["--data-dir=".Length..];
        Directory.Exists(Path.GetDirectoryName(data)).ShouldBeFalse();
    }

    [Fact]
    public async Task StartAsync_GivenUp_StopsWhatItStarted()
    {
        using var assets = new AssetsFolder();
        var started = Path.Combine(assets.FullName, "started");
        var stopped = Path.Combine(assets.FullName, "stopped");
        assets.Add("etcd", $"trap 'touch \"{stopped}\"; exit 0' TERM; touch '{started}'; while :; do sleep 0.1; done");
        assets.Add("kube-apiserver", "exit 0");
        using var giveUp = new CancellationTokenSource();
        var start = StartAsync(assets.FullName, giveUp.Token);
        await FileEvent.CreatedAsync(started);

        await giveUp.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(start);
        File.Exists(stopped).ShouldBeTrue();
    }

    private static Task<ICluster> StartAsync(string? assets, CancellationToken cancellationToken = default) => ClusterLanes.StartAsync(
        new LaneContext(
            new ClusterOptions(),
            name => name switch { "HERMES_TEST_CLUSTER" => "envtest", "KUBEBUILDER_ASSETS" => assets, _ => null },
            cancellationToken));
}
