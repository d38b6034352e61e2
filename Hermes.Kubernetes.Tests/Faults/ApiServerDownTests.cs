using System.Net;
using Hermes.DevCluster;
using Hermes.DevCluster.Faults;
using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Configuration;
using Hermes.Kubernetes.Tests.Hosting;
using Hermes.Kubernetes.Transport;
using k8s;
using Microsoft.Extensions.DependencyInjection;

namespace Hermes.Kubernetes.Tests.Faults;

/// <summary>API server down for 30 s: capped, jittered tries, and <c>/livez</c> stays up.</summary>
[Trait("Category", "Faults")]
public sealed class ApiServerDownTests : IAsyncLifetime
{
    private static readonly ReflectorOptions Times = new();

    private readonly ManualTime _time = new();
    private DevClusterServer _server = null!;
    private ApiConnection _others = null!;

    // Seen to fail when the reflector ended with a failure of the connection (/livez told of a loop that had ended), and when it did not pause.
    [Fact]
    public async Task Operator_ServerIsDown_StaysAliveAndCatchesUp()
    {
        await using var running = await RunningOperator.StartAsync(
            options =>
            {
                options.Name = "tested";
                options.HealthPort = 0;
                options.HealthAddress = IPAddress.Loopback;
            },
            services: services => services.AddSingleton<TimeProvider>(_time).AddSingleton(Connect("tested/1.0")));
        var others = new ResourceClient(_others, new ResourceCatalog([SourceGenerationContext.Default]));
        await others.CreateAsync(FaultyCluster.ConfigMap("a"), CancellationToken.None);
        await running.CallAsync("reconcile default/a");
        using var http = new HttpClient { BaseAddress = running.Health };

        // Events are tried again by their own clock, which is not what is counted here.
        var down = _server.Faults.Add(new Fault
        {
            Matches = static request => request.UserAgent == "tested/1.0" && request.Resource != "events",
            Loss = AnswerLoss.BeforeServing,
        });
        _server.CloseWatches();
        List<TimeSpan> pauses = [];
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromSeconds(30); passed += pauses[^1])
        {
            pauses.Add(await _time.AdvanceToNextAsync(FaultyCluster.IsPause));
            (await http.GetAsync(new Uri("/livez", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        down.Dispose();
        await others.CreateAsync(FaultyCluster.ConfigMap("b"), CancellationToken.None);
        pauses.Add(await _time.AdvanceToNextAsync(FaultyCluster.IsPause));
        await running.CallAsync("reconcile default/b");

        pauses.Count.ShouldBeGreaterThan(3);
        pauses.ShouldBeUnique();
        pauses.Max().ShouldBeLessThanOrEqualTo(Times.LongestRetry * 1.5);
        pauses[0].ShouldBeLessThanOrEqualTo(Times.FirstRetry * 1.5);
        (await http.GetAsync(new Uri("/readyz", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    public async Task InitializeAsync()
    {
        _server = await DevClusterServer.StartAsync(new DevClusterOptions { TimeProvider = _time, Keda = false, Simulator = false });
        _others = Connect("others/1.0");
    }

    public async Task DisposeAsync()
    {
        _others.Dispose();
        await _server.DisposeAsync();
    }

    private ApiConnection Connect(string userAgent) => new(
        new ClusterConfiguration { Server = new Uri("https://cluster.test") },
        new TransportOptions { UserAgent = userAgent },
        _time,
        primaryHandler: _server.CreateHandler());
}
