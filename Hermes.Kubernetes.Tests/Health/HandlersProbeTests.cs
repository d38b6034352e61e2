using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Health;
using Hermes.Kubernetes.Tests.Transport;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using static Hermes.Kubernetes.Tests.Caching.WatchBody;

namespace Hermes.Kubernetes.Tests.Health;

public sealed class HandlersProbeTests : IAsyncLifetime
{
    private readonly ServerFixture _fixture = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly InformerCache _cache;
    private Task _run = Task.CompletedTask;

    public HandlersProbeTests() => _cache = new InformerCache(_fixture.Client, _fixture.Time, NullLoggerFactory.Instance);

    [Fact]
    public async Task Check_WithAHandlerThatHangs_NamesTheKindAfterAWhile()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var leave = new ManualResetEventSlim();
        var informer = _cache.Get<V1ConfigMap>();
        informer.AddHandler((_, _) =>
        {
            entered.TrySetResult();
            leave.Wait(Patience.Limit);
        });
        var probe = new HandlersProbe(_cache);
        _fixture.Server.ThenOk(List(10, Object("a", 4)));
        _run = Task.Run(() => _cache.RunAsync(_stop.Token));
        await entered.Task.WaitAsync(Patience.Limit);

        probe.Check().ShouldBeNull();
        _fixture.Time.Advance(HandlersProbe.Limit * 1.1);
        probe.Check().ShouldNotBeNull().ShouldContain("changes of ConfigMap have");

        leave.Set();
        await informer.WaitForSyncAsync(CancellationToken.None).WaitAsync(Patience.Limit);
        await _fixture.Server.NextAsync();
        await _fixture.Server.NextAsync();
        probe.Check().ShouldBeNull();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.WaitAsync(Patience.Limit);
        _stop.Dispose();
        _fixture.Dispose();
    }
}
