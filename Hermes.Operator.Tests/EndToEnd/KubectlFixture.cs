using Hermes.Clusters;
using Hermes.Clusters.Clients;

namespace Hermes.Operator.Tests.EndToEnd;

/// <summary>One cluster, one operator and one namespace for all tests that drive kubectl; none where there is no kubectl.</summary>
public sealed class KubectlFixture : IAsyncLifetime
{
    private const string Kubectl = "kubectl";

    private readonly ClientProgram? _program = ClientProgram.Find(Kubectl);
    private AppCluster? _apps;
    private ClientSession? _session;
    private string _namespace = "";

    /// <summary>kubectl in the namespace; skips the test where there is none.</summary>
    internal ClientSession Session
    {
        get
        {
            Skip.If(_program is null, ClientProgram.WhyMissing(Kubectl));
            return _session!;
        }
    }

    /// <summary>Waits until an app is carried out, as far as the lane can.</summary>
    internal Task UntilSettledAsync(string name) => _apps!.UntilSettledAsync(_namespace, name);

    /// <summary>Skips the test where the lane cannot show what it asserts.</summary>
    internal void Requires(ClusterCapabilities capabilities) => _apps?.Requires(capabilities);

    public async Task InitializeAsync()
    {
        if (_program is not null)
        {
            _apps = await AppCluster.StartAsync();
            _namespace = await _apps.NewNamespaceAsync();
            _session = _program.On(_apps.Cluster, _namespace);
        }
    }

    public async Task DisposeAsync()
    {
        if (_apps is not null)
        {
            await _apps.DisposeAsync();
        }

        _program?.Dispose();
    }
}
