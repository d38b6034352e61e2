using Hermes.Clusters.Clients;

namespace Hermes.Operator.Tests.EndToEnd;

/// <summary>One cluster, one operator and one namespace for all tests that drive kubectl; none where there is no kubectl.</summary>
public sealed class KubectlFixture : IAsyncLifetime
{
    private const string Kubectl = "kubectl";

    private readonly ClientProgram? _program = ClientProgram.Find(Kubectl);
    private AppCluster? _apps;
    private ClientSession? _session;

    /// <summary>kubectl in the namespace; skips the test where there is none.</summary>
    internal ClientSession Session
    {
        get
        {
            Skip.If(_program is null, ClientProgram.WhyMissing(Kubectl));
            return _session!;
        }
    }

    public async Task InitializeAsync()
    {
        if (_program is not null)
        {
            _apps = await AppCluster.StartAsync();
            _session = _program.On(_apps.Cluster, await _apps.NewNamespaceAsync());
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
