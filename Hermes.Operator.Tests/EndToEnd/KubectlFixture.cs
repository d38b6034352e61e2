namespace Hermes.Operator.Tests.EndToEnd;

/// <summary>One cluster, one operator and one namespace for all tests that drive kubectl; none where there is no kubectl.</summary>
public sealed class KubectlFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _cache = Directory.CreateTempSubdirectory("hermes-kubectl-");
    private readonly string? _program = KubectlProgram.Find();
    private AppCluster? _apps;
    private string _namespace = "";

    /// <summary>kubectl in the namespace; skips the test where there is none.</summary>
    internal KubectlProgram Kubectl()
    {
        Skip.If(_program is null, KubectlProgram.Absent);
        return new KubectlProgram(_program!, _apps!.Cluster.KubeconfigPath, _namespace, _cache.FullName);
    }

    public async Task InitializeAsync()
    {
        if (_program is null)
        {
            return;
        }

        _apps = await AppCluster.StartAsync();
        _namespace = await _apps.NewNamespaceAsync();
    }

    public async Task DisposeAsync()
    {
        if (_apps is not null)
        {
            await _apps.DisposeAsync();
        }

        _cache.Delete(recursive: true);
    }
}
