using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hermes.Clusters;
using Hermes.DevCluster.Faults;
using Hermes.Kubernetes.Client;
using Hermes.Operator.Commands;
using Hermes.Operator.Status;
using Hermes.Operator.Tests.Commands;
using Hermes.Operator.Tests.EndToEnd;
using k8s;
using k8s.Models;

namespace Hermes.Operator.Tests.Diagnosis;

/// <summary>What <c>doctor</c> says of clusters that lack one piece each. Seen to fail with needed and other pieces swapped.</summary>
public sealed class DoctorCommandTests
{
    private const string Account = "system:serviceaccount:hermes-system:hermes-operator";

    private static readonly ClusterOptions Whole = new() { Lane = "devcluster" };

    [Fact]
    public async Task Doctor_NothingMissing_SaysSoInColumns()
    {
        await using var apps = await StartAsync(Whole);
        await apps.Client.CreateAsync(Interceptor(port: 8080), CancellationToken.None);

        var run = await DoctorAsync(apps);

        run.ExitCode.ShouldBe(0);
        run.Error.ShouldBeEmpty();
        var lines = run.Output.Split('\n');
        var column = lines[0].IndexOf("FOUND", StringComparison.Ordinal);
        lines[0].ShouldStartWith("STATE    NEED      PIECE ");
        lines[1].ShouldStartWith("ok       needed    API server ");
        lines[1][column..].ShouldBe("v1.36.2");
        lines.TakeWhile(line => line.Length > 0).Skip(1).ShouldAllBe(line => line.StartsWith("ok ", StringComparison.Ordinal) && line[column - 1] == ' ' && line[column] != ' ');
        lines[^2].ShouldBe("Everything needed is there.");
    }

    [Fact]
    public async Task Doctor_DefinitionMissing_IsFatal()
    {
        await using var apps = await StartAsync(Whole);
        await apps.DeleteAsync<V1CustomResourceDefinition>(null, "hermesapps.hermes.dev");
        await apps.UntilGoneAsync<V1CustomResourceDefinition>(null, "hermesapps.hermes.dev");

        var run = await DoctorAsync(apps);

        run.ExitCode.ShouldBe(1);
        Line(run, "HermesApp CRD").ShouldBe("missing needed hermesapps.hermes.dev is not installed: kubectl apply --server-side -f config/crd");
        run.Output.ShouldContain("1 of the needed pieces missing or wrong");
    }

    [Fact]
    public async Task Doctor_DefinitionOfAnotherVersion_IsFatal()
    {
        await using var apps = await StartAsync(Whole);
        var patch = JsonNode.Parse("""[{"op": "remove", "path": "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/paused"}]""")!.AsArray();
        await apps.Client.JsonPatchAsync<V1CustomResourceDefinition>(
            "hermesapps.hermes.dev", null, patch, new PatchOptions("test"), CancellationToken.None);

        var run = await DoctorAsync(apps);

        run.ExitCode.ShouldBe(1);
        Line(run, "HermesApp CRD").ShouldStartWith("wrong needed hermesapps.hermes.dev is of another version of the operator: kubectl apply");
    }

    [Theory]
    [InlineData("scaledobjects.keda.sh", "KEDA", Reasons.KedaNotInstalled)]
    [InlineData("httpscaledobjects.http.keda.sh interceptorroutes.http.keda.sh", "KEDA HTTP add-on", Reasons.HttpAddOnNotInstalled)]
    public async Task Doctor_KindOfKedaMissing_SaysWhatTheConditionSaysAndIsNotFatal(string definitions, string piece, string reason)
    {
        await using var apps = await StartAsync(Whole);
        foreach (var definition in definitions.Split(' '))
        {
            await apps.DeleteAsync<V1CustomResourceDefinition>(null, definition);
            await apps.UntilGoneAsync<V1CustomResourceDefinition>(null, definition);
        }

        var run = await DoctorAsync(apps, "--keda-namespace", "scaling");

        run.ExitCode.ShouldBe(0);
        ScalingFault[] faults = [MissingPieces.Keda("scaling"), MissingPieces.HttpAddOn("scaling")];
        Line(run, piece).ShouldBe($"missing optional {faults.Single(fault => fault.Reason == reason).Message}");
        Line(run, piece).ShouldContain("--namespace scaling");
    }

    [Fact]
    public async Task Doctor_OnlyTheSuccessorServed_UsesIt()
    {
        await using var apps = await StartAsync(Whole);
        await apps.DeleteAsync<V1CustomResourceDefinition>(null, "httpscaledobjects.http.keda.sh");
        await apps.UntilGoneAsync<V1CustomResourceDefinition>(null, "httpscaledobjects.http.keda.sh");

        Line(await DoctorAsync(apps), "KEDA HTTP add-on").ShouldBe("ok optional InterceptorRoute (http.keda.sh/v1beta1) is served, and used");
    }

    [Fact]
    public async Task Doctor_InterceptorElsewhere_SaysWhichFlagsNameIt()
    {
        await using var apps = await StartAsync(Whole);

        Line(await DoctorAsync(apps), "interceptor").ShouldBe(
            "missing optional there is no Service keda/keda-add-ons-http-interceptor-proxy for traffic to lead through: "
            + "say where it is with --keda-namespace and --interceptor-service");
        await apps.Client.CreateAsync(Interceptor(port: 80), CancellationToken.None);
        Line(await DoctorAsync(apps), "interceptor").ShouldStartWith("wrong optional Service keda/keda-add-ons-http-interceptor-proxy has no port 8080");
        Line(await DoctorAsync(apps, "--interceptor-port", "80"), "interceptor").ShouldStartWith("ok ");
    }

    [Fact]
    public async Task Doctor_MetricsApiMissingOrDown_SaysWhich()
    {
        await using var apps = await StartAsync(Whole);
        var down = JsonNode.Parse("""
            {"status": {"conditions": [{"type": "Available", "status": "False", "reason": "MissingEndpoints", "message": "m", "lastTransitionTime": "2026-01-01T00:00:00Z"}]}}
            """)!.AsObject();
        await apps.Client.MergePatchAsync<V1APIService>(
            "v1beta1.metrics.k8s.io", null, down, new PatchOptions("test") { Subresource = "status" }, CancellationToken.None);

        Line(await DoctorAsync(apps), "metrics API").ShouldStartWith("wrong optional APIService v1beta1.metrics.k8s.io is not available (MissingEndpoints)");
        await apps.DeleteAsync<V1APIService>(null, "v1beta1.metrics.k8s.io");
        Line(await DoctorAsync(apps), "metrics API").ShouldBe($"missing optional {MissingPieces.MetricsApi.Message}");
    }

    [Fact]
    public async Task Doctor_IngressClasses_AreNamedWithTheDefault()
    {
        await using var apps = await StartAsync(Whole);
        Line(await DoctorAsync(apps), "ingress classes").ShouldBe(
            "ok optional nginx; none is the default, so an app has to name its spec.ingress.className");
        await apps.Client.CreateAsync(
            new V1IngressClass
            {
                Metadata = new V1ObjectMeta
                {
                    Name = "traefik",
                    Annotations = new Dictionary<string, string> { ["ingressclass.kubernetes.io/is-default-class"] = "true" },
                },
                Spec = new V1IngressClassSpec { Controller = "traefik.io/ingress-controller" },
            },
            CancellationToken.None);

        Line(await DoctorAsync(apps), "ingress classes").ShouldBe(
            $"ok optional nginx, traefik (default); with HTTP scaling {IngressControllers.TraefikHint}");

        await apps.DeleteAsync<V1IngressClass>(null, "nginx");
        await apps.DeleteAsync<V1IngressClass>(null, "traefik");
        Line(await DoctorAsync(apps), "ingress classes").ShouldStartWith("missing optional there is none");
    }

    [Fact]
    public async Task Doctor_DiscoveryFails_IsUnknownAndNeverAbsent()
    {
        await using var apps = await StartAsync(Whole);
        using var failing = apps.Cluster.DevCluster!.Faults.Add(new Fault
        {
            Matches = static request => request.Path.StartsWith("/apis/", StringComparison.Ordinal),
            Status = 500,
        });

        var run = await DoctorAsync(apps);

        run.ExitCode.ShouldBe(0);
        run.Output.ShouldNotContain("\nmissing");
        foreach (var piece in new[] { "HermesApp CRD", "KEDA", "KEDA HTTP add-on", "metrics API", "ingress classes", "grant deployments.apps" })
        {
            Line(run, piece).ShouldStartWith("unknown ");
        }

        run.Output.ShouldContain("No needed piece is known to be missing, but of ");
    }

    [Fact]
    public async Task Doctor_WithTheGeneratedRole_MayAllThatTheOperatorNeeds()
    {
        await using var apps = await StartAsync(Whole with { Rbac = true });
        await ApplyAsync(apps, GeneratedManifests.All().Where(manifest => manifest.Path.StartsWith("rbac/", StringComparison.Ordinal)).Select(manifest => manifest.Content));
        await apps.Client.CreateAsync(Interceptor(port: 8080), CancellationToken.None);

        var run = await DoctorAsAccountAsync(apps, "--leader-elect", "--leader-elect-resource-namespace", "hermes-system");

        run.ExitCode.ShouldBe(0, run.Output);
        run.Output.Split('\n').ShouldNotContain(line => line.StartsWith("missing", StringComparison.Ordinal), run.Output);
        Line(run, "HermesApp CRD").ShouldStartWith("ok needed hermes.dev/v1alpha1 is served; its definition cannot be read");
        Line(run, "grant leases.coordination.k8s.io").ShouldBe("ok needed may get, create, update hermes-operator in hermes-system");
    }

    [Fact]
    public async Task Doctor_OneGrantTakenAway_NamesVerbAndKind()
    {
        await using var apps = await StartAsync(Whole with { Rbac = true });
        var manifests = GeneratedManifests.All().Where(manifest => manifest.Path.StartsWith("rbac/", StringComparison.Ordinal));
        await ApplyAsync(apps, manifests.Select(manifest => manifest.Path == "rbac/cluster_role.yaml"
            ? manifest.Content.Replace("  - deployments\n  verbs:\n  - get\n", "  - deployments\n  verbs:\n", StringComparison.Ordinal)
            : manifest.Content));

        var run = await DoctorAsAccountAsync(apps);

        run.ExitCode.ShouldBe(1);
        Line(run, "grant deployments.apps").ShouldBe("missing needed may not get: bind the ClusterRole of config/rbac/cluster_role.yaml");
        run.Output.Split('\n').Count(line => line.StartsWith("missing  needed", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Doctor_OfNamespacesWithRolesOnly_AsksInEachAndTakesClusterScopedGrantsForOptional()
    {
        await using var apps = await StartAsync(Whole with { Rbac = true });
        var role = GeneratedManifests.All().Single(manifest => manifest.Path == "rbac/cluster_role.yaml").Content;
        await ApplyAsync(apps, [role]);
        await ApplyAsync(apps, [
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: hermes-operator, namespace: default}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: hermes-operator}
            subjects: [{kind: ServiceAccount, name: hermes-operator, namespace: hermes-system}]
            """]);

        var run = await DoctorAsAccountAsync(apps, "--namespace", "default");
        run.ExitCode.ShouldBe(0, run.Output);
        Line(run, "grant pods").ShouldBe("ok needed may list, watch in default");
        Line(run, "grant ingressclasses.networking.k8s.io").ShouldStartWith("missing optional may not list, watch: ");
        Line(run, "KEDA").ShouldStartWith("ok ");

        var more = await DoctorAsAccountAsync(apps, "--namespace", "default", "--namespace", "kube-public");
        more.ExitCode.ShouldBe(1);
        Line(more, "grant pods").ShouldStartWith("missing needed may not list, watch in kube-public: ");
    }

    [Fact]
    public async Task Doctor_NobodyListens_IsOneLine()
    {
        var run = await OfUnreachableAsync();

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldBeEmpty();
        run.ErrorLines.ShouldHaveSingleItem().ShouldContain("the API server does not answer: ");
    }

    [Fact]
    public async Task Doctor_KubeconfigIsNone_IsOneLine()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("kubeconfig", "apiVersion: v1\nkind: Config\n");

        var run = await CommandRun.OfAsync("doctor", "--kubeconfig", file);

        run.ExitCode.ShouldBe(1);
        run.ErrorLines.ShouldHaveSingleItem().ShouldContain(file);
    }

    private static async Task<CommandRun> OfUnreachableAsync()
    {
        using var folder = new TemporaryFolder();

        // A port that was free a moment ago.
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return await CommandRun.OfAsync("doctor", "--kubeconfig", folder.Write("kubeconfig", $$$"""
            apiVersion: v1
            kind: Config
            current-context: c
            clusters: [{name: c, cluster: {server: "https://127.0.0.1:{{{port}}}"}}]
            users: [{name: u, user: {token: t}}]
            contexts: [{name: c, context: {cluster: c, user: u}}]
            """));
    }

    private static async Task<AppCluster> StartAsync(ClusterOptions options)
    {
        var apps = await AppCluster.StartAsync(options, withOperator: false);
        foreach (var name in new[] { "keda", "hermes-system" })
        {
            await apps.Client.CreateAsync(new V1Namespace { Metadata = new V1ObjectMeta { Name = name } }, CancellationToken.None);
        }

        return apps;
    }

    private static Task<CommandRun> DoctorAsync(AppCluster apps, params string[] flags) =>
        CommandRun.OfAsync(["doctor", "--kubeconfig", apps.Cluster.KubeconfigPath, .. flags]);

    private static async Task<CommandRun> DoctorAsAccountAsync(AppCluster apps, params string[] flags)
    {
        using var folder = new TemporaryFolder();
        return await CommandRun.OfAsync(
            ["doctor", "--kubeconfig", folder.Write("kubeconfig", apps.Cluster.DevCluster!.KubeconfigFor(Account)), .. flags]);
    }

    /// <summary>State, need and message of a piece.</summary>
    private static string Line(CommandRun run, string piece)
    {
        run.Error.ShouldBeEmpty();
        var lines = run.Output.Split('\n');
        var (from, to) = (lines[0].IndexOf("PIECE", StringComparison.Ordinal), lines[0].IndexOf("FOUND", StringComparison.Ordinal));
        var line = lines.Where(line => line.Length > to && line[from..to].TrimEnd() == piece).ShouldHaveSingleItem(run.Output);
        return $"{line[..9].TrimEnd()} {line[9..from].TrimEnd()} {line[to..]}";
    }

    private static V1Service Interceptor(int port) => new()
    {
        Metadata = new V1ObjectMeta { Name = "keda-add-ons-http-interceptor-proxy", NamespaceProperty = "keda" },
        Spec = new V1ServiceSpec { Ports = [new V1ServicePort { Name = "http", Port = port }] },
    };

    private static async Task ApplyAsync(AppCluster apps, IEnumerable<string> manifests)
    {
        foreach (var manifest in manifests)
        {
            var document = Hermes.Kubernetes.Yaml.YamlReader.Read(manifest).ShouldHaveSingleItem().Content;
            await (document["kind"]!.GetValue<string>() switch
            {
                "ClusterRole" => ApplyAsync<V1ClusterRole>(),
                "ClusterRoleBinding" => ApplyAsync<V1ClusterRoleBinding>(),
                "Role" => ApplyAsync<V1Role>(),
                "RoleBinding" => ApplyAsync<V1RoleBinding>(),
                _ => Task.CompletedTask,
            });

            Task ApplyAsync<TEntity>()
                where TEntity : class, IKubernetesObject<V1ObjectMeta> => apps.Client.CreateAsync(
                    document.Deserialize(apps.Catalog.Get<TEntity>().Contract)!, CancellationToken.None);
        }
    }
}
