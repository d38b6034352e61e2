using System.Threading.Channels;
using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Tests.Client;
using k8s.Models;

namespace Hermes.Kubernetes.Tests.Cluster;

[Trait("Category", "Cluster")]
public sealed class InformerOnClusterTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>, IAsyncLifetime
{
    private readonly ClusterFixture _cluster = cluster;
    private string _namespace = "";
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<string> _changes = Channel.CreateUnbounded<string>();
    private InformerCache _cache = null!;
    private IInformer<V1ConfigMap> _informer = null!;
    private Task _run = Task.CompletedTask;

    [Fact]
    public async Task Watch_Changes_AreSeen()
    {
        await CreateAsync("a");
        await _cluster.Client.ApplyAsync(
            new V1ConfigMap { Metadata = Meta("a"), Data = new Dictionary<string, string> { ["k"] = "v" } }, new ApplyOptions("t"), CancellationToken.None);
        await _cluster.Client.DeleteAsync<V1ConfigMap>("a", _namespace, null, CancellationToken.None);

        await ShouldHearAsync("+a");
        await ShouldHearAsync("~a");
        await ShouldHearAsync("-a");
    }

    [SkippableFact]
    public async Task Watch_ClosedByTheServer_MissesNothing()
    {
        await CreateAsync("a");
        await ShouldHearAsync("+a");

        _cluster.RequireFaults().CloseWatches();
        await CreateAsync("b");

        await ShouldHearAsync("+b");
    }

    [SkippableFact]
    public async Task Watch_HistoryCompactedInTheGap_DeletionIsStillSeen()
    {
        await CreateAsync("a");
        await ShouldHearAsync("+a");

        _cluster.RequireFaults().CloseWatches();
        await _cluster.Client.DeleteAsync<V1ConfigMap>("a", _namespace, null, CancellationToken.None);
        await CreateAsync("b");
        _cluster.RequireFaults().Compact();

        var heard = new[] { await NextAsync(), await NextAsync() };
        heard.ShouldBe(["-a", "+b"], ignoreOrder: true);
    }

    [Fact]
    public async Task OptionalKind_NotServed_IsKnownToBeAbsent()
    {
        var widgets = _cache.Get(new InformerOptions<Widget> { Optional = true });

        await _cache.WaitForSyncAsync(CancellationToken.None).WaitAsync(Patience.Limit);

        widgets.IsServed.ShouldBe(false);
        _cache.HasSynced.ShouldBeTrue();
    }

    public async Task InitializeAsync()
    {
        _namespace = await _cluster.NewNamespaceAsync();
        _cache = _cluster.CreateCache();
        _informer = _cache.Get(new InformerOptions<V1ConfigMap> { Namespaces = [_namespace], LabelSelector = "test=yes" });
        _informer.AddHandler((former, present) => _changes.Writer.TryWrite((former, present) switch
        {
            (null, { } added) => "+" + added.Metadata.Name,
            (_, null) => "-" + former!.Metadata.Name,
            _ => "~" + present.Metadata.Name,
        }));
        _run = _cache.RunAsync(_stop.Token);
        await _cache.WaitForSyncAsync(CancellationToken.None).WaitAsync(Patience.Limit);
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.WaitAsync(Patience.Limit);
        _stop.Dispose();
    }

    private Task CreateAsync(string name) => _cluster.Client.CreateAsync(new V1ConfigMap { Metadata = Meta(name) }, CancellationToken.None);

    private V1ObjectMeta Meta(string name) => new()
    {
        Name = name,
        NamespaceProperty = _namespace,
        Labels = new Dictionary<string, string> { ["test"] = "yes" },
    };

    private async Task ShouldHearAsync(string change) => (await NextAsync()).ShouldBe(change);

    private Task<string> NextAsync() => _changes.Reader.ReadAsync().AsTask().WaitAsync(Patience.Limit);
}
