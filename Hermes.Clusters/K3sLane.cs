using System.Text;
using DotNet.Testcontainers.Builders;
using Hermes.DevCluster;
using Hermes.DevCluster.Keda;
using Testcontainers.K3s;

namespace Hermes.Clusters;

/// <summary>K3s in a container: a whole small cluster, with a node that runs pods. Needs a Docker daemon.</summary>
internal sealed class K3sLane : ICluster
{
    public const string Name = "k3s";

    /// <summary>The environment variable that names another image.</summary>
    public const string ImageVariable = "HERMES_K3S_IMAGE";

    private const string Image = "rancher/k3s:v1.36.2-k3s1";

    // K3s applies, and keeps applied, whatever lies in this folder.
    private const string Manifests = "/var/lib/rancher/k3s/server/manifests/";

    private const string ImageFolder = "/tmp";

    // K3s installs Traefik by a chart of its own; Traefik follows Services of type ExternalName, such as that of KEDA's interceptor, only if told so.
    private const string TraefikSettings = """
        apiVersion: helm.cattle.io/v1
        kind: HelmChartConfig
        metadata:
          name: traefik
          namespace: kube-system
        spec:
          valuesContent: |-
            providers:
              kubernetesIngress:
                allowExternalNameServices: true
        """;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(5);

    private readonly K3sContainer _container;
    private readonly bool _ownsKubeconfig;

    private K3sLane(K3sContainer container, string? kubeconfigPath)
    {
        _container = container;
        _ownsKubeconfig = kubeconfigPath is null;
        KubeconfigPath = kubeconfigPath ?? Path.Combine(Path.GetTempPath(), $"hermes-k3s-{Guid.NewGuid():N}");
    }

    public string Lane => Name;

    public bool IsTemporary => true;

    public string KubeconfigPath { get; }

    public ClusterCapabilities Capabilities { get; private set; } =
        ClusterCapabilities.GarbageCollection | ClusterCapabilities.Controllers | ClusterCapabilities.RealPods | ClusterCapabilities.ImageLoading;

    public DevClusterServer? DevCluster => null;

    public async Task LoadImagesAsync(string archivePath, CancellationToken cancellationToken = default)
    {
        await _container.CopyAsync(new FileInfo(archivePath), ImageFolder, ct: cancellationToken);
        await RunAsync(["ctr", "--namespace", "k8s.io", "images", "import", $"{ImageFolder}/{Path.GetFileName(archivePath)}"], cancellationToken);
    }

    public static async Task<ICluster> StartAsync(LaneContext context)
    {
        using var timeout = new CancellationTokenSource(StartTimeout, context.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, context.CancellationToken);
        var image = context.Setting(ImageVariable) ?? Image;
        try
        {
            return await StartAsync(image, context.Options, stop.Token);
        }
        catch (DockerUnavailableException exception)
        {
            throw new ClusterLaneException(
                $"{Name}: needs a Docker daemon, and none answers: {FirstLine(exception.Message)}", exception);
        }
        catch (OperationCanceledException exception) when (timeout.IsCancellationRequested)
        {
            throw new ClusterLaneException($"{image}: not ready after {StartTimeout.TotalMinutes} minutes", exception);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ClusterLaneException))
        {
            throw new ClusterLaneException($"{image}: cannot be started: {FirstLine(exception.Message)}", exception);
        }
    }

    /// <summary>Removes the container and the kubeconfig.</summary>
    public async ValueTask DisposeAsync()
    {
        await _container.DisposeAsync();
        if (_ownsKubeconfig)
        {
            File.Delete(KubeconfigPath);
        }
    }

    private static string FirstLine(string message) => message.ReplaceLineEndings("\n").Split('\n')[0];

    private static async Task<ICluster> StartAsync(string image, ClusterOptions options, CancellationToken cancellationToken)
    {
        var lane = new K3sLane(Container(image, options.Keda), options.KubeconfigPath);
        try
        {
            await lane.StartAsync(options.Keda, cancellationToken);
            return lane;
        }
        catch
        {
            await lane.DisposeAsync();
            throw;
        }
    }

    private static K3sContainer Container(string image, bool keda)
    {
        var builder = new K3sBuilder(image).WithResourceMapping(Encoding.UTF8.GetBytes(TraefikSettings), $"{Manifests}hermes-traefik.yaml");
        foreach (var definition in keda ? KedaDefinitions.All : [])
        {
            // JSON is YAML too.
            builder = builder.WithResourceMapping(
                Encoding.UTF8.GetBytes(definition.ToJsonString()), $"{Manifests}hermes-{definition["metadata"]!["name"]}.yaml");
        }

        return builder.Build();
    }

    private async Task StartAsync(bool keda, CancellationToken cancellationToken)
    {
        await _container.StartAsync(cancellationToken);
        PrivateFile.Write(KubeconfigPath, await _container.GetKubeconfigAsync());
        if (!keda)
        {
            return;
        }

        string[] definitions = [.. KedaDefinitions.All.Select(definition => $"crd/{definition["metadata"]!["name"]}")];
        await RunAsync(["kubectl", "wait", "--for=create", "--timeout=120s", .. definitions], cancellationToken);
        await RunAsync(["kubectl", "wait", "--for=condition=Established", "--timeout=60s", .. definitions], cancellationToken);
        Capabilities |= ClusterCapabilities.Keda;
    }

    /// <summary>Runs one of K3s' own programs, inside the container.</summary>
    private async Task RunAsync(IList<string> command, CancellationToken cancellationToken)
    {
        var result = await _container.ExecAsync(command, cancellationToken);
        if (result.ExitCode != 0)
        {
            throw new ClusterLaneException($"{string.Join(' ', command)}: {FirstLine(result.Stderr)}");
        }
    }
}
