using Hermes.Benchmarks.Processes;
using Hermes.Benchmarks.Serving;
using Hermes.Clusters;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Configuration;
using Hermes.Kubernetes.Transport;
using Hermes.Operator.Entities;
using Hermes.Operator.Installation;
using k8s;
using k8s.Models;

namespace Hermes.Benchmarks.Runs;

/// <summary>The API server that is measured against, the definition of HermesApp in it, and a namespace for the apps.</summary>
internal sealed class BenchmarkCluster : IAsyncDisposable
{
    private readonly IAsyncDisposable _server;
    private readonly bool _isTemporary;

    private BenchmarkCluster(IAsyncDisposable server, string kubeconfigPath, bool isTemporary, TimeProvider time)
    {
        (_server, KubeconfigPath, _isTemporary) = (server, kubeconfigPath, isTemporary);
        Connection = new ApiConnection(ClusterConfiguration.Load(kubeconfigPath), new TransportOptions { UserAgent = "hermes-benchmarks/1" }, time);
        Catalog = new ResourceCatalog([SourceGenerationContext.Default, HermesJsonContext.Default]);
        Client = new ResourceClient(Connection, Catalog);
    }

    public string KubeconfigPath { get; }

    public ApiConnection Connection { get; }

    public ResourceCatalog Catalog { get; }

    public IKubernetesClient Client { get; }

    public string Namespace { get; } = $"bench-{Guid.NewGuid():N}"[..16];

    /// <summary>Whether no controllers run that tell events too.</summary>
    public bool AreEventsOperators { get; private init; }

    /// <summary>Starts the lane that the settings name.</summary>
    public static async Task<BenchmarkCluster> StartAsync(RunSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var cluster = settings.Lane == RunSettings.DevCluster
            ? await ServeAsync(settings, time, cancellationToken)
            : await StartLaneAsync(settings, time, cancellationToken);
        try
        {
            await new DefinitionInstaller(cluster.Client, cluster.Catalog).InstallAsync(cancellationToken);
            await cluster.Client.CreateAsync(
                new V1Namespace { ApiVersion = "v1", Kind = V1Namespace.KubeKind, Metadata = new V1ObjectMeta { Name = cluster.Namespace } }, cancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_isTemporary)
            {
                await Client.DeleteAsync<V1Namespace>(Namespace, null, null, CancellationToken.None);
            }
        }
        finally
        {
            Connection.Dispose();
            await _server.DisposeAsync();
        }
    }

    private static async Task<BenchmarkCluster> ServeAsync(RunSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Hermes.Benchmarks");
        var server = MeasuredProcess.Start(program, settings.Simulator ? [ServeCommand.Name] : [ServeCommand.Name, ServeCommand.WithoutSimulator], time);
        try
        {
            var first = await Task.WhenAny(server.FirstLine, server.Exited).WaitAsync(Patience.For(1), time, cancellationToken);
            return first == server.FirstLine && File.Exists(await server.FirstLine)
                ? new BenchmarkCluster(server, await server.FirstLine, isTemporary: true, time) { AreEventsOperators = true }
                : throw new BenchmarkException($"{program}: no DevCluster came of it: {server.LastWords}");
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private static async Task<BenchmarkCluster> StartLaneAsync(RunSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var lane = await ClusterLanes.StartAsync(new ClusterOptions { Lane = settings.Lane, Controllers = settings.Simulator }, cancellationToken);
        return new BenchmarkCluster(lane, lane.KubeconfigPath, lane.IsTemporary, time)
        {
            AreEventsOperators = !lane.Capabilities.HasFlag(ClusterCapabilities.Controllers),
        };
    }
}
