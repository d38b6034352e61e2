using System.Net;
using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Tests.Client;
using Hermes.Kubernetes.Tests.Transport;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using static Hermes.Kubernetes.Tests.Caching.WatchBody;

namespace Hermes.Kubernetes.Tests.Caching;

public sealed class InformerCacheTests : IAsyncLifetime
{
    private readonly ServerFixture _fixture = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly InformerCache _cache;
    private Task _run = Task.CompletedTask;

    public InformerCacheTests() => _cache = new InformerCache(_fixture.Client, _fixture.Time, NullLoggerFactory.Instance);

    [Fact]
    public void Get_SameOptions_IsShared()
    {
        var plain = _cache.Get<V1ConfigMap>();

        _cache.Get(new InformerOptions<V1ConfigMap>()).ShouldBeSameAs(plain);
        _cache.Get(new InformerOptions<V1ConfigMap> { LabelSelector = "a=b" }).ShouldNotBeSameAs(plain);
        _cache.Get(new InformerOptions<V1ConfigMap> { Namespaces = ["b", "a"] })
            .ShouldBeSameAs(_cache.Get(new InformerOptions<V1ConfigMap> { Namespaces = ["a", "b"] }));
    }

    [Fact]
    public async Task WaitForSync_EveryInformerListed_IsOver()
    {
        _cache.Get<V1ConfigMap>();
        _cache.Get<V1Secret>();
        _fixture.Server.ThenLists(4, _ => List(10));
        _cache.HasSynced.ShouldBeFalse();

        Run();
        await _cache.WaitForSyncAsync(CancellationToken.None).WaitAsync(Patience.Limit);

        _cache.HasSynced.ShouldBeTrue();
    }

    [Fact]
    public async Task HasSynced_OptionalKindAbsent_IsNotHeldBack()
    {
        var optional = _cache.Get(new InformerOptions<Widget> { Optional = true });
        _fixture.Server.Then(HttpStatusCode.NotFound, "404 page not found");

        Run();
        await _cache.WaitForSyncAsync(CancellationToken.None).WaitAsync(Patience.Limit);

        _cache.HasSynced.ShouldBeTrue();
        optional.HasSynced.ShouldBeFalse();
        optional.IsServed.ShouldBe(false);
    }

    [Fact]
    public async Task HasSynced_OptionalKindNotAnsweredYet_WaitsForTheAnswer()
    {
        _cache.Get(new InformerOptions<Widget> { Optional = true });

        Run();
        await _fixture.Server.NextAsync();

        _cache.HasSynced.ShouldBeFalse();
    }

    [Fact]
    public async Task HasSynced_KindWantedBothWays_HasToBeThere()
    {
        _cache.Get(new InformerOptions<Widget> { Optional = true });
        _cache.Get<Widget>();
        _fixture.Server.Then(HttpStatusCode.NotFound, "404 page not found").ThenOk(List(10));

        Run();
        await _fixture.Server.NextAsync();
        var retry = await _fixture.Time.NextTimerAsync(due => due != TimeSpan.FromSeconds(30));
        _cache.HasSynced.ShouldBeFalse();

        _fixture.Time.Advance(retry);
        await _cache.WaitForSyncAsync(CancellationToken.None).WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task Get_WhileRunning_StartsTheInformer()
    {
        Run();
        _fixture.Server.ThenOk(List(10, Object("a", 4)));

        var informer = _cache.Get<V1ConfigMap>();
        await informer.WaitForSyncAsync(CancellationToken.None).WaitAsync(Patience.Limit);

        informer.Store.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Run_Twice_Throws()
    {
        Run();

        await _cache.RunAsync(CancellationToken.None).ShouldThrowAsync<InvalidOperationException>();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.WaitAsync(Patience.Limit);
        _stop.Dispose();
        _fixture.Dispose();
    }

    private void Run() => _run = _cache.RunAsync(_stop.Token);
}
