using Hermes.DevCluster.Authorization;
using Hermes.DevCluster.Faults;
using Hermes.DevCluster.Hosting;
using Hermes.DevCluster.Simulation;
using Hermes.DevCluster.Tracing;

namespace Hermes.DevCluster;

/// <summary>
/// A Kubernetes API server in one process: in memory, on loopback, with an authority of its own. No pods run. Started in well under
/// a second; everything is gone when it is disposed.
/// </summary>
public sealed class DevClusterServer : IAsyncDisposable
{
    private readonly DevClusterCore _core;
    private readonly CertificateAuthority _authority;
    private readonly KestrelFront _front;
    private readonly KubeconfigFile _file;
    private readonly CancellationTokenSource _stopping = new();
    private int _disposed;

    private DevClusterServer(DevClusterCore core, CertificateAuthority authority, KestrelFront front, string? path)
    {
        _core = core;
        _authority = authority;
        _front = front;
        BaseAddress = front.Address;
        using var certificate = authority.IssueClient(UserInfo.Admin);
        var token = core.Authenticator.Issue(UserInfo.Admin);
        Kubeconfig = KubeconfigText.Write(BaseAddress, authority.Pem, UserInfo.Admin.Name, token, certificate);
        _file = KubeconfigFile.Write(path, Kubeconfig);
    }

    /// <summary>Where it listens: <c>https://127.0.0.1:port</c>.</summary>
    public Uri BaseAddress { get; }

    /// <summary>The kubeconfig's file, readable by its owner only.</summary>
    public string KubeconfigPath => _file.Path;

    /// <summary>The kubeconfig's YAML: the authority's certificate, a client certificate and a bearer token.</summary>
    public string Kubeconfig { get; }

    /// <summary>Every request in order.</summary>
    public RequestTrace Trace => _core.Trace;

    /// <summary>What is to go wrong with requests.</summary>
    public FaultPlan Faults => _core.Faults;

    /// <summary>Who answers for a cluster's controllers and nodes, and can be told what to let happen.</summary>
    /// <exception cref="InvalidOperationException">The server was started without a simulator.</exception>
    public Simulator Simulator => _core.Simulator ?? throw new InvalidOperationException("The server was started without a simulator.");

    /// <summary>How many watches run.</summary>
    public int ActiveWatches => _core.Watches.Active;

    /// <summary>The server without its sockets.</summary>
    internal DevClusterCore Core => _core;

    /// <summary>Starts a server.</summary>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    public static async Task<DevClusterServer> StartAsync(DevClusterOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new DevClusterOptions();
        var address = "";
        var authority = new CertificateAuthority();
        var core = new DevClusterCore(options, () => address);
        KestrelFront? front = null;
        try
        {
            front = await KestrelFront.StartAsync(core.Server, authority, options.Port, options.LoggerFactory, cancellationToken);
            address = front.Address.Authority;
            return new DevClusterServer(core, authority, front, options.KubeconfigPath);
        }
        catch
        {
            core.Dispose();
            if (front is not null)
            {
                await front.DisposeAsync();
            }

            authority.Dispose();
            throw;
        }
    }

    /// <summary>A front without sockets over the same objects, with the rights of the kubeconfig's user. The caller disposes it.</summary>
    public HttpMessageHandler CreateHandler() => new InMemoryHandler(_core.Server, UserInfo.Admin, new FrontSchedulers(), _stopping.Token);

    /// <summary>
    /// A kubeconfig for somebody else, by a bearer token: what they may do is what the stored Roles say, if
    /// <see cref="DevClusterOptions.Rbac"/> is on.
    /// </summary>
    /// <param name="user">The user's name, such as <c>system:serviceaccount:NAMESPACE:NAME</c>; a service account's groups follow from it.</param>
    /// <param name="groups">More groups.</param>
    public string KubeconfigFor(string user, params IReadOnlyList<string> groups)
    {
        var info = new UserInfo(user, [.. groups, .. UserInfo.ServiceAccountGroups(user), UserInfo.Authenticated]);
        return KubeconfigText.Write(BaseAddress, _authority.Pem, user, _core.Authenticator.Issue(info), null);
    }

    /// <summary>Closes every watch, as a restarting API server does.</summary>
    public void CloseWatches() => _core.Watches.CloseAll();

    /// <summary>Forgets all past versions: watches and pages that start before now get 410.</summary>
    public void Compact() => _core.Store.Compact();

    /// <summary>
    /// Lets lists and watches show the objects as they are now, as an API server does whose cache has fallen behind. Gets and writes still
    /// meet the newest state, preconditions included.
    /// </summary>
    public void FreezeViews() => _core.Store.Freeze();

    /// <summary>Lets lists and watches catch up: no change is left out.</summary>
    public void ThawViews() => _core.Store.Thaw();

    /// <summary>Completes once everything behind the answers (garbage collection, namespace deletion, the simulator) has come to rest.</summary>
    /// <param name="cancellationToken">Gives the wait up.</param>
    public Task SettleAsync(CancellationToken cancellationToken = default) => _core.WhenIdle().WaitAsync(cancellationToken);

    /// <summary>Ends the watches and the requests that run, closes the port, and removes a temporary kubeconfig.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _stopping.CancelAsync();
        _core.Dispose();
        await _front.DisposeAsync();
        _file.Dispose();
        _authority.Dispose();
        _stopping.Dispose();
    }
}
