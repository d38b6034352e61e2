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

    /// <summary>Whether the lane has one of the capabilities.</summary>
    internal bool HasAny(ClusterCapabilities capabilities) => (Cluster.Capabilities & capabilities) != ClusterCapabilities.None;

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
    /// <param name="program">The operator's program; null for this build's.</param>
    /// <param name="environment">Variables besides those of its pod.</param>
    internal async Task<OperatorProcess> StartOperatorAsync(string? program = null, params IReadOnlyList<(string Name, string Value)> environment)
    {
        var pod = JsonNode.Parse(await Kubectl.RunAsync($"get deployment {Release} -o json"))!["spec"]!["template"]!["spec"]!;
        var container = pod["containers"]![0]!;
        var healthPort = container["ports"]![0]!["containerPort"]!.GetValue<int>();
        var start = await CommandAsync(pod["serviceAccountName"]!.GetValue<string>(), container, program);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return await OperatorProcess.StartAsync(start, healthPort);
    }

    /// <summary>The command line of a pod's container, with the rights of a service account.</summary>
    internal async Task<ProcessStartInfo> CommandAsync(string serviceAccount, JsonNode container, string? program = null)
    {
        var kubeconfig = Path.Combine(_files.FullName, $"{serviceAccount}-{Guid.NewGuid():N}");
        await File.WriteAllTextAsync(kubeconfig, await KubeconfigForAsync(serviceAccount));
        (string, string)[] environment = [("POD_NAME", "hermes-operator-0")];
        string[] arguments = [.. container["args"].Strings(), $"--kubeconfig={kubeconfig}"];
        return program is null ? OperatorBuild.Command(arguments, environment) : OperatorBuild.Command(program, environment, arguments);
    }

    /// <summary>Waits until apps of a namespace are carried out: Ready where a simulator or pods make them so, else applied.</summary>
    internal async Task UntilSettledAsync(string @namespace, params IEnumerable<string> apps)
    {
        var condition = HasAny(ClusterCapabilities.Simulator | ClusterCapabilities.RealPods) ? "condition=Ready" : "jsonpath={.status.children[1].state}=Applied";
        foreach (var app in apps)
        {
            await UntilAsync($"hermesapp/{app} --namespace {@namespace} --for={condition}");
        }
    }

    /// <summary>Waits as <c>kubectl wait</c> does; longer where images are pulled and a metrics server has to measure first.</summary>
    internal async Task UntilAsync(string wait)
    {
        var rounds = HasAny(ClusterCapabilities.RealPods) ? 5 : 1;
        for (var round = 1; ; round++)
        {
            var result = await Kubectl.TryAsync($"wait {wait} --timeout=100s");
            if (result.ExitCode == 0)
            {
                return;
            }

            if (round == rounds)
            {
                throw new InvalidOperationException($"wait {wait}: {result.Error}{await Kubectl.RunAsync("get hermesapps -A -o jsonpath={.items[*].status}")}");
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
