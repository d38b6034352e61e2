using Hermes.DevCluster;
using Hermes.DevCluster.Keda;

namespace Hermes.Clusters.EnvTest;

/// <summary>
/// A real API server without nodes: etcd and kube-apiserver from <c>KUBEBUILDER_ASSETS</c>, on loopback, and kube-controller-manager
/// where the folder has it. Pods are never scheduled.
/// </summary>
internal sealed class EnvTestLane : ICluster
{
    public const string Name = "envtest";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);

    private readonly ControlPlaneFolder _folder = new();
    private readonly Stack<SupervisedProcess> _processes = new();

    private EnvTestLane(string? kubeconfigPath) => KubeconfigPath = kubeconfigPath ?? _folder.Kubeconfig;

    public string Lane => Name;

    public bool IsTemporary => true;

    public string KubeconfigPath { get; }

    public ClusterCapabilities Capabilities { get; private set; }

    public DevClusterServer? DevCluster => null;

    public static async Task<ICluster> StartAsync(LaneContext context)
    {
        var binaries = ControlPlaneBinaries.Find(context.Setting(ControlPlaneBinaries.Variable));
        if (!context.Options.Controllers)
        {
            binaries = binaries with { ControllerManager = null };
        }

        using var timeout = new CancellationTokenSource(StartTimeout, context.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, context.CancellationToken);
        var lane = new EnvTestLane(context.Options.KubeconfigPath);
        try
        {
            await lane.StartAsync(binaries, context, stop.Token);
            return lane;
        }
        catch (Exception e)
        {
            var waitedFor = lane._processes.FirstOrDefault();
            await lane.DisposeAsync();
            if (e is OperationCanceledException && timeout.IsCancellationRequested && waitedFor is not null)
            {
                throw new ClusterLaneException(
                    $"{waitedFor.Name}: not ready after {StartTimeout.TotalSeconds} s: {waitedFor.LastWords}", e);
            }

            throw;
        }
    }

    /// <summary>Stops the programs, the last started first, and removes their files.</summary>
    public async ValueTask DisposeAsync()
    {
        while (_processes.TryPop(out var process))
        {
            await process.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task StartAsync(ControlPlaneBinaries binaries, LaneContext context, CancellationToken cancellationToken)
    {
        using var authority = new CertificateAuthority(context.Time);
        var admin = authority.IssueClient("admin", "system:masters");
        var etcdPort = FreePort.Find();
        var server = new UriBuilder(Uri.UriSchemeHttps, "127.0.0.1", FreePort.Find()).Uri;
        _folder.Write(authority);
        var kubeconfig = AdminKubeconfig.Yaml(server, authority.Certificate.ExportCertificatePem(), admin);
        PrivateFile.Write(_folder.Kubeconfig, kubeconfig);
        PrivateFile.Write(KubeconfigPath, kubeconfig);

        using var client = new ControlPlaneClient(authority.Certificate, admin, context.Time);

        var etcd = Start(binaries.Etcd, ControlPlaneArguments.Etcd(_folder, etcdPort), context.Time);
        await client.WaitUntilHealthyAsync(
            new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", etcdPort, "/health").Uri, etcd, cancellationToken);

        var apiServer = Start(
            binaries.ApiServer,
            ControlPlaneArguments.ApiServer(_folder, server.Port, etcdPort, binaries.ControllerManager is not null),
            context.Time);
        await client.WaitUntilHealthyAsync(new Uri(server, "/readyz"), apiServer, cancellationToken);

        if (binaries.ControllerManager is { } controllerManager)
        {
            var port = FreePort.Find();
            var process = Start(controllerManager, ControlPlaneArguments.ControllerManager(_folder, port), context.Time);
            await client.WaitUntilHealthyAsync(
                new UriBuilder(Uri.UriSchemeHttps, "127.0.0.1", port, "/healthz").Uri, process, cancellationToken);
            Capabilities |= ClusterCapabilities.GarbageCollection | ClusterCapabilities.Controllers;
        }

        if (context.Options.Keda)
        {
            foreach (var definition in KedaDefinitions.All)
            {
                await client.CreateDefinitionAsync(server, definition, cancellationToken);
            }

            Capabilities |= ClusterCapabilities.Keda;
        }
    }

    private SupervisedProcess Start(string program, IReadOnlyList<string> arguments, TimeProvider time)
    {
        var process = SupervisedProcess.Start(program, arguments, time);
        _processes.Push(process);
        return process;
    }
}
