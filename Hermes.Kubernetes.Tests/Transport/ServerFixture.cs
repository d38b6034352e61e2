using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Configuration;
using Hermes.Kubernetes.Tests.Client;
using Hermes.Kubernetes.Transport;
using k8s;

namespace Hermes.Kubernetes.Tests.Transport;

/// <summary>A client of a scripted server.</summary>
public sealed class ServerFixture : IDisposable
{
    public ServerFixture(ClusterConfiguration? configuration = null, TransportOptions? options = null)
    {
        Connection = new ApiConnection(configuration ?? Configuration, options, Time, loggerFactory: null, Server);
        Client = new ResourceClient(Connection, Catalog);
    }

    public static ClusterConfiguration Configuration { get; } = new() { Server = new Uri("https://cluster.test/prefix/") };

    public static ResourceCatalog Catalog { get; } = new([SourceGenerationContext.Default, ClientTestsJsonContext.Default]);

    public ScriptedServer Server { get; } = new();

    public ManualTime Time { get; } = new();

    public ApiConnection Connection { get; }

    public ResourceClient Client { get; }

    public void Dispose() => Connection.Dispose();
}
