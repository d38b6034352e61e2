using System.Diagnostics;
using System.Text.Json.Nodes;
using Hermes.Chart.Tests.Charts;
using Hermes.Chart.Tests.Operators;
using Hermes.Clusters;
using Hermes.Clusters.Clients;
using Hermes.Kubernetes.Yaml;

namespace Hermes.Chart.Tests.Install;

/// <summary>
/// The lane's cluster, with authorization on, and Helm and kubectl as whoever administers it. Tests are skipped where there is neither program.
/// </summary>
public sealed class InstallCluster : IAsyncLifetime
{
    internal const string Namespace = "hermes-system";
    internal const string Release = "hermes-operator";

    private readonly ClientProgram? _helm = ClientProgram.Find("helm");
    private readonly ClientProgram? _kubectl = ClientProgram.Find("kubectl");
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("hermes-install-");
    private ICluster? _cluster;

    internal ICluster Cluster => _cluster ?? throw new InvalidOperationException("The cluster has not been started.");

    internal ClientSession Helm => Program(_helm, "helm").On(Cluster, Namespace);

    internal ClientSession Kubectl => Program(_kubectl, "kubectl").On(Cluster, Namespace);

    public async Task InitializeAsync()
    {
        if (_helm is not null && _kubectl is not null)
        {
            _cluster = await ClusterLanes.StartAsync(new ClusterOptions { Rbac = true });
        }
    }

    public async Task DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        _helm?.Dispose();
        _kubectl?.Dispose();
        _files.Delete(recursive: true);
    }

    /// <summary>Installs the definitions and the operator, with values given as YAML.</summary>
    internal async Task InstallAsync(string values = "{}")
    {
        await InstallDefinitionsAsync();
        await Helm.RunAsync($"upgrade --install {Release} \"{ChartRepository.Operator}\" --create-namespace --values -", values);
    }

    internal async Task InstallDefinitionsAsync()
    {
        await Helm.RunAsync($"upgrade --install {ChartRepository.DefinitionsName} \"{ChartRepository.Definitions}\" --create-namespace");
        await Kubectl.RunAsync("wait crd/hermesapps.hermes.dev --for=condition=Established --timeout=60s");
    }

    /// <summary>The objects that <c>helm test</c> makes.</summary>
    internal async Task<IReadOnlyList<JsonObject>> HooksAsync() =>
        [.. YamlReader.Read(await Helm.RunAsync($"get hooks {Release}")).Select(document => document.Content.AsObject())];

    internal async Task NewNamespaceAsync(string name) => await Kubectl.RunAsync($"create namespace {name}");

    /// <summary>Starts what the installed Deployment's container would run, with the rights of its service account.</summary>
    internal async Task<OperatorProcess> StartOperatorAsync()
    {
        var pod = JsonNode.Parse(await Kubectl.RunAsync($"get deployment {Release} -o json"))!["spec"]!["template"]!["spec"]!;
        var container = pod["containers"]![0]!;
        var healthPort = container["ports"]![0]!["containerPort"]!.GetValue<int>();
        var start = await CommandAsync(pod["serviceAccountName"]!.GetValue<string>(), container);
        return await OperatorProcess.StartAsync(start, healthPort);
    }

    /// <summary>The command line of a pod's container, with the rights of a service account.</summary>
    internal async Task<ProcessStartInfo> CommandAsync(string serviceAccount, JsonNode container)
    {
        var kubeconfig = Path.Combine(_files.FullName, $"{serviceAccount}-{Guid.NewGuid():N}");
        await File.WriteAllTextAsync(kubeconfig, await KubeconfigForAsync(serviceAccount));
        return OperatorBuild.Command([.. container["args"].Strings(), $"--kubeconfig={kubeconfig}"], ("POD_NAME", "hermes-operator-0"));
    }

    /// <summary>Waits until apps of a namespace are carried out: Ready where a simulator or pods make them so, else applied.</summary>
    internal async Task UntilSettledAsync(string @namespace, params IEnumerable<string> apps)
    {
        var isReady = (Cluster.Capabilities & (ClusterCapabilities.Simulator | ClusterCapabilities.RealPods)) != ClusterCapabilities.None;
        foreach (var app in apps)
        {
            var condition = isReady ? "condition=Ready" : "jsonpath={.status.children[1].state}=Applied";
            var result = await Kubectl.TryAsync($"wait hermesapp/{app} --namespace {@namespace} --for={condition} --timeout=90s");
            if (result.ExitCode != 0)
            {
                var status = await Kubectl.RunAsync($"get hermesapp {app} --namespace {@namespace} -o jsonpath={{.status}}");
                throw new InvalidOperationException($"{@namespace}/{app}: {result.Error}{status}");
            }
        }
    }

    private async Task<string> KubeconfigForAsync(string serviceAccount)
    {
        if (Cluster.DevCluster is { } server)
        {
            return server.KubeconfigFor($"system:serviceaccount:{Namespace}:{serviceAccount}");
        }

        var token = (await Kubectl.RunAsync($"create token {serviceAccount}")).Trim();
        var config = JsonNode.Parse(await Kubectl.RunAsync("config view --raw -o json"))!;
        var context = config["contexts"]!.AsArray()
            .Single(entry => entry!["name"]!.GetValue<string>() == config["current-context"]!.GetValue<string>())!["context"]!;
        config["users"] = new JsonArray(new JsonObject { ["name"] = serviceAccount, ["user"] = new JsonObject { ["token"] = token } });
        context["user"] = serviceAccount;
        return config.ToJsonString();
    }

    private static ClientProgram Program(ClientProgram? program, string name)
    {
        Skip.If(program is null, ClientProgram.WhyMissing(name));
        return program!;
    }
}
