using Hermes.DevCluster.Tests.Schemas;

namespace Hermes.DevCluster.Tests.Hosting;

public class DevClusterServerTests
{
    private static readonly DevClusterOptions Bare = new() { Keda = false, Simulator = false };

    [Fact]
    public async Task Kubeconfig_IsForItsOwnerAndGoesWithTheServer()
    {
        var server = await DevClusterServer.StartAsync(Bare);
        var path = server.KubeconfigPath;
        (await File.ReadAllTextAsync(path)).ShouldBe(server.Kubeconfig);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        await server.DisposeAsync();

        File.Exists(path).ShouldBeFalse();
    }

    [Fact]
    public async Task Kubeconfig_WithAPathOfTheCallers_StaysThere()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var server = await DevClusterServer.StartAsync(Bare with { KubeconfigPath = path });

        await server.DisposeAsync();

        File.Exists(path).ShouldBeTrue();
        File.Delete(path);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 0)]
    public async Task Server_SpeaksBothVersionsOfHttp(int major, int minor)
    {
        await using var server = await DevClusterServer.StartAsync(Bare);
        using var http = TestCluster.Connect(server.Kubeconfig);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/readyz", UriKind.Relative))
        {
            Version = new Version(major, minor),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var response = await http.SendAsync(request);

        response.Version.ShouldBe(new Version(major, minor));
        response.IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task InMemoryFront_SharesTheObjectsAndStreamsWatches()
    {
        var cluster = await TestCluster.StartAsync(Bare);
        using var memory = new TestClient(new HttpClient(cluster.Server.CreateHandler()) { BaseAddress = cluster.Server.BaseAddress });
        var path = $"/apis/example.dev/v1alpha1/namespaces/{await cluster.NamespaceAsync()}/widgets";
        var watch = await memory.WatchAsync($"{path}?watch=1");

        (await memory.PostAsync(path, Widgets.Widget("""{"image": "x"}"""))).Status.ShouldBe(201);

        (await watch.NextNameAsync()).ShouldBe("ADDED one");
        (await cluster.Client.GetAsync(path)).Names.ShouldBe(["one"]);
        (await memory.GetAsync(path)).Names.ShouldBe(["one"]);
        watch.Dispose();
        await cluster.UntilWatchedAsync(0);
        await cluster.DisposeAsync();
    }

    [Fact]
    public async Task Dispose_WithWatchesRunning_EndsThem()
    {
        var cluster = await TestCluster.StartAsync(Bare);
        using var watch = await cluster.Client.WatchAsync("/api/v1/configmaps?watch=1");

        await cluster.Server.DisposeAsync().AsTask().WaitAsync(TestCluster.Patience);

        (await watch.NextAsync()).ShouldBeNull();
        await cluster.Server.DisposeAsync();
    }

    [Fact]
    public async Task Seed_GivesTheSameIdentifiersAgain()
    {
        await using var first = await DevClusterServer.StartAsync(Bare with { Seed = 7 });
        await using var second = await DevClusterServer.StartAsync(Bare with { Seed = 7 });

        var namespaces = first.Core.Kinds.Current.Preferred("", "namespaces")!;

        Uid(first).ShouldBe(Uid(second));
        string Uid(DevClusterServer server) => server.Core.Objects.Get(namespaces, null, "default")!["metadata"]!["uid"]!.ToString();
    }
}
