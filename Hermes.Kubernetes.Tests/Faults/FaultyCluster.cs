using System.Threading.Channels;
using Hermes.DevCluster;
using Hermes.DevCluster.Faults;
using Hermes.DevCluster.Tracing;
using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Configuration;
using Hermes.Kubernetes.Tests.Transport;
using Hermes.Kubernetes.Transport;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hermes.Kubernetes.Tests.Faults;

/// <summary>
/// A server that can be made to fail, and a client with an informer of its ConfigMaps, which are what is tested. Server and client go by
/// one clock, which stands still until the test moves it. What else happens in the cluster is done by <see cref="Others"/>, unharmed.
/// </summary>
internal sealed class FaultyCluster : IAsyncDisposable
{
    public const string Namespace = "default";

    private const string Tested = "tested/1.0";
    private static readonly ClusterConfiguration InMemory = new() { Server = new Uri("https://cluster.test") };

    private readonly ApiConnection _connection;
    private readonly ApiConnection _others;
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<string> _changes = Channel.CreateUnbounded<string>();
    private Task _run = Task.CompletedTask;

    private FaultyCluster(DevClusterServer server, ManualTime time, bool overSockets, Func<IKubernetesClient, IKubernetesClient>? around)
    {
        (Server, Time) = (server, time);
        var options = new TransportOptions { UserAgent = Tested };
        _connection = overSockets
            ? new ApiConnection(ClusterConfiguration.Load(server.KubeconfigPath), options, time)
            : new ApiConnection(InMemory, options, time, primaryHandler: server.CreateHandler());
        _others = new ApiConnection(InMemory, primaryHandler: server.CreateHandler());
        Client = new ResourceClient(_connection, ServerFixture.Catalog);
        Others = new ResourceClient(_others, ServerFixture.Catalog);
        Informer = new Informer<V1ConfigMap>(
            around?.Invoke(Client) ?? Client,
            new InformerOptions<V1ConfigMap> { Namespaces = [Namespace] },
            Times,
            time,
            NullLogger.Instance);
        Informer.AddHandler((former, present) => _changes.Writer.TryWrite(Describe(former, present)));
    }

    public static ReflectorOptions Times { get; } = new();

    public DevClusterServer Server { get; }

    public ManualTime Time { get; }

    /// <summary>The client under test.</summary>
    public ResourceClient Client { get; }

    /// <summary>Everybody else.</summary>
    public ResourceClient Others { get; }

    public Informer<V1ConfigMap> Informer { get; }

    /// <summary>Starts a server with nothing but what every cluster has.</summary>
    /// <param name="time">The clock; null for one of its own.</param>
    /// <param name="overSockets">Whether the client under test speaks HTTP/2 over TLS; else in memory.</param>
    /// <param name="around">What the informer is given in the place of the client; null for the client.</param>
    public static async Task<FaultyCluster> StartAsync(
        ManualTime? time = null, bool overSockets = false, Func<IKubernetesClient, IKubernetesClient>? around = null)
    {
        time ??= new ManualTime();
        var server = await DevClusterServer.StartAsync(new DevClusterOptions { TimeProvider = time, Keda = false, Simulator = false });
        return new FaultyCluster(server, time, overSockets, around);
    }

    public void Follow() => _run = Informer.RunAsync(_stop.Token);

    /// <summary>Strikes the tested client's requests of a verb for ConfigMaps.</summary>
    public IDisposable Strike(string verb, Fault fault) => Server.Faults.Add(fault with
    {
        Matches = request => request.Verb == verb && request.Resource == "configmaps" && request.UserAgent == Tested && fault.Matches(request),
    });

    /// <summary>The tested client's requests of a verb.</summary>
    public IReadOnlyList<RequestRecord> Requests(params IReadOnlyList<string> verbs) =>
        [.. Server.Trace.Requests.Where(request => request.UserAgent == Tested && verbs.Contains(request.Verb, StringComparer.Ordinal))];

    public Task<V1ConfigMap> CreateAsync(string name) => Others.CreateAsync(ConfigMap(name), CancellationToken.None);

    public Task<V1ConfigMap> ChangeAsync(string name, string value = "changed") =>
        Others.ApplyAsync(ConfigMap(name, value), new ApplyOptions("others", Force: true), CancellationToken.None);

    public Task DeleteAsync(string name) => Others.DeleteAsync<V1ConfigMap>(name, Namespace, null, CancellationToken.None);

    /// <summary>The next change that the informer tells: <c>+name</c>, <c>~name</c> or <c>-name</c>.</summary>
    public async Task<string> NextAsync() => await _changes.Reader.ReadAsync().AsTask().WaitAsync(Patience.Limit);

    public async Task<IReadOnlyList<string>> NextAsync(int count)
    {
        var changes = new string[count];
        for (var i = 0; i < count; i++)
        {
            changes[i] = await NextAsync();
        }

        return changes;
    }

    /// <summary>The changes that were told and not asked for.</summary>
    public IReadOnlyList<string> Rest()
    {
        List<string> rest = [];
        while (_changes.Reader.TryRead(out var change))
        {
            rest.Add(change);
        }

        return rest;
    }

    /// <summary>Lets the informer's wait before its next try pass.</summary>
    /// <returns>How long it was.</returns>
    public Task<TimeSpan> PassPauseAsync() => Time.AdvanceToNextAsync(IsPause);

    /// <summary>Whether a timer is a reflector's pause: the server's and the client's own are round, and pauses are jittered.</summary>
    public static bool IsPause(TimeSpan due) =>
        due > TimeSpan.Zero && due < TimeSpan.FromMinutes(1) && due != new TransportOptions().CallTimeout;

    public static V1ConfigMap ConfigMap(string name, string value = "first") => new()
    {
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = Namespace },
        Data = new Dictionary<string, string> { ["value"] = value },
    };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.WaitAsync(Patience.Limit);
        _connection.Dispose();
        _others.Dispose();
        await Server.DisposeAsync();
        _stop.Dispose();
    }

    private static string Describe(V1ConfigMap? former, V1ConfigMap? present) => (former, present) switch
    {
        (null, { } added) => "+" + added.Metadata.Name,
        ({ } gone, null) => "-" + gone.Metadata.Name,
        _ => "~" + present!.Metadata.Name,
    };
}
