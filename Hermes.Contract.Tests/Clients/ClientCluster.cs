using System.Collections.Concurrent;
using Hermes.Clusters;
using Hermes.Clusters.Clients;

namespace Hermes.Contract.Tests.Clients;

/// <summary>The lane's cluster with all that it can have, for tests that drive kubectl and Helm; none where there is neither program.</summary>
public sealed class ClientCluster : IAsyncLifetime
{
    private const string KubectlName = "kubectl";
    private const string HelmName = "helm";

    private readonly ClientProgram? _kubectl = ClientProgram.Find(KubectlName);
    private readonly ClientProgram? _helm = ClientProgram.Find(HelmName);
    private readonly ConcurrentBag<string> _namespaces = [];
    private readonly ConcurrentBag<string> _definitions = [];
    private ICluster? _cluster;

    /// <summary>The group of the <c>Widget</c> kind that is defined here.</summary>
    internal string Group { get; } = $"{Unique()}.example.dev";

    /// <summary>The resource that kubectl is told, whoever else has widgets.</summary>
    internal string Widgets => $"widgets.{Group}";

    private ICluster Cluster => _cluster ?? throw new InvalidOperationException("The cluster has not been started.");

    public async Task InitializeAsync()
    {
        if (_kubectl is null)
        {
            return;
        }

        _cluster = await ClusterLanes.StartAsync(new ClusterOptions { Rbac = true });
        await DefineAsync(Widgets, ScenarioFolder.Widgets().ToJsonString().Replace("${group}", Group, StringComparison.Ordinal));
    }

    public async Task DisposeAsync()
    {
        if (_cluster is not null)
        {
            var kubectl = _kubectl!.On(_cluster, "default");
            await RemoveAsync(kubectl, "namespaces", _namespaces);
            await RemoveAsync(kubectl, "customresourcedefinitions", _definitions);
            await _cluster.DisposeAsync();
        }

        _kubectl?.Dispose();
        _helm?.Dispose();
    }

    /// <summary>A name that nothing else in the cluster has.</summary>
    internal static string Unique() => $"c{Guid.NewGuid():N}"[..10];

    /// <summary>kubectl in a new namespace; skips the test where there is none.</summary>
    internal async Task<ClientSession> KubectlAsync()
    {
        Skip.If(_kubectl is null, ClientProgram.WhyMissing(KubectlName));
        var kubectl = _kubectl!.On(Cluster, Unique());
        await kubectl.RunAsync($"create namespace {kubectl.Namespace}");
        _namespaces.Add(kubectl.Namespace);
        return kubectl;
    }

    /// <summary>Helm and kubectl in a new namespace; skips the test where there is either not.</summary>
    internal async Task<(ClientSession Helm, ClientSession Kubectl)> HelmAsync()
    {
        Skip.If(_helm is null, ClientProgram.WhyMissing(HelmName));
        var kubectl = await KubectlAsync();
        return (_helm!.On(Cluster, kubectl.Namespace), kubectl);
    }

    /// <summary>Defines a kind, which goes with the cluster's fixture.</summary>
    internal async Task DefineAsync(string definition, string manifest)
    {
        var kubectl = _kubectl!.On(Cluster, "default");
        WillDefine(definition);
        await kubectl.RunAsync("create -f -", manifest);
        await kubectl.RunAsync($"wait customresourcedefinition/{definition} --for=condition=Established --timeout=60s");
    }

    /// <summary>Notes a definition that a test makes: it goes with the cluster's fixture.</summary>
    internal void WillDefine(string definition) => _definitions.Add(definition);

    /// <summary>Skips the test unless the lane has one of the capabilities.</summary>
    internal void RequiresAny(ClusterCapabilities capabilities) => Skip.If(
        _cluster is not null && (_cluster.Capabilities & capabilities) == ClusterCapabilities.None,
        $"the lane {_cluster?.Lane} has no {capabilities}");

    /// <summary>Whether the lane has one of the capabilities.</summary>
    internal bool HasAny(ClusterCapabilities capabilities) => (Cluster.Capabilities & capabilities) != ClusterCapabilities.None;

    private static Task RemoveAsync(ClientSession kubectl, string kind, IReadOnlyCollection<string> names) => names.Count == 0
        ? Task.CompletedTask
        : kubectl.RunAsync($"delete {kind} {string.Join(' ', names)} --ignore-not-found --wait=false");
}
