using System.Text.Json.Nodes;
using Hermes.Clusters;
using Hermes.Kubernetes.Client;
using Hermes.Operator.Children;
using Hermes.Operator.Entities;
using Hermes.Operator.Entities.Keda;
using Hermes.Operator.Status;
using Hermes.Operator.Tests.EndToEnd;
using k8s.Models;

namespace Hermes.Operator.Tests.Security;

/// <summary>
/// What a tenant might try who may write HermesApps in one namespace, and what is said. Here the operator alone holds out, as on a cluster
/// without the admission policy.
/// </summary>
[Trait("Category", "Cluster")]
public sealed class TenantAttackTests(TenantCluster cluster) : IClassFixture<TenantCluster>
{
    private const string NoSnippet =
        "must not be a snippet: it would become configuration of the ingress controller itself, and run with its rights";

    private static readonly HermesAppSpec Plain = new() { Image = "ghcr.io/acme/hello:1.0" };
    private static readonly PatchOptions Tenant = new("tenant");

    private readonly AppCluster _apps = cluster.Apps;
    private readonly string _name = $"web-{Guid.NewGuid():N}"[..12];

    [Fact]
    public async Task Host_HeldByAnotherNamespace_StaysThere()
    {
        var host = $"{_name}.apps.example.org";
        await _apps.ApplyAsync(cluster.Victim, _name, WithHosts(host));
        await _apps.UntilAsync<V1Ingress>(cluster.Victim, _name, _ => true);

        await _apps.ApplyAsync(cluster.Attacker, _name, WithHosts(host));

        var app = await _apps.UntilReasonAsync(cluster.Attacker, _name, ConditionType.RoutingReady, Reasons.HostConflict);
        AppCluster.Condition(app, ConditionType.RoutingReady)!.Message.ShouldBe($"host {host} is held by HermesApp {cluster.Victim}/{_name}");
        (await _apps.Client.GetAsync<V1Ingress>(_name, cluster.Attacker, CancellationToken.None)).ShouldBeNull();
        (await _apps.Client.GetAsync<V1Ingress>(_name, cluster.Victim, CancellationToken.None))!.Spec.Rules[0].Host.ShouldBe(host);
    }

    [Fact]
    public async Task Host_OutsideThePatterns_IsNotAccepted() => (await NotAcceptedAsync(WithHosts("www.bank.example"))).ShouldBe(
        $"spec.ingress.hosts[0]: www.bank.example is not allowed in namespace {cluster.Attacker}, which is granted: {Granted}, *.apps.example.org");

    [Fact]
    public async Task Host_OfAnotherTenantsPattern_IsNotAccepted() =>
        (await NotAcceptedAsync(WithHosts($"www.{cluster.Victim}.example.org"))).ShouldBe(
            $"spec.ingress.hosts[0]: www.{cluster.Victim}.example.org is not allowed in namespace {cluster.Attacker}, "
            + $"which is granted: {Granted}, *.apps.example.org");

    [Fact]
    public async Task Host_WildcardOverWhatAllMayUse_IsNotAccepted() => (await NotAcceptedAsync(WithHosts("*.apps.example.org"))).ShouldBe(
        $"spec.ingress.hosts[0]: *.apps.example.org is a wildcard; namespace {cluster.Attacker} itself is granted: {Granted}");

    [Theory]
    [InlineData("kubernetes.default.svc", "must not be names of the cluster itself")]
    [InlineData("web.shop.svc.cluster.local", "must not be names of the cluster itself")]
    [InlineData("web-interceptor.shop", "must not be names of apps' interceptors, as NAME-interceptor.NAMESPACE is")]
    public async Task Host_OfTheClusterItself_IsRefused(string host, string message)
    {
        var refusal = await RefusedAsync(WithHosts(host));

        refusal.ShouldContain("spec.ingress.hosts: Invalid value");
        refusal.ShouldContain(message);
    }

    [Theory]
    [InlineData("nginx.ingress.kubernetes.io/configuration-snippet")]
    [InlineData("nginx.ingress.kubernetes.io/server-snippet")]
    [InlineData("nginx.org/location-snippets")]
    public async Task Annotation_Snippet_IsNotAccepted(string key) =>
        (await NotAcceptedAsync(WithHosts(Own("a")) with { Ingress = Routing(Own("a"), key) })).ShouldBe($"spec.ingress.annotations[{key}]: {NoSnippet}");

    [Theory]
    [InlineData("nginx.ingress.kubernetes.io/auth-url")]
    [InlineData("kubernetes.io/ingress.class")]
    [InlineData("external-dns.alpha.kubernetes.io/hostname")]
    public async Task Annotation_NotOnTheList_IsNotAccepted(string key) =>
        (await NotAcceptedAsync(Plain with { Ingress = Routing(Own("b"), key) })).ShouldBe(
            $"spec.ingress.annotations[{key}]: is not among the annotations that the operator allows");

    [Fact]
    public async Task Annotation_OfAServiceThatTakesADnsName_IsNotAccepted() =>
        (await NotAcceptedAsync(WithServiceAnnotation("external-dns.alpha.kubernetes.io/hostname"))).ShouldBe(
            "spec.service.annotations[external-dns.alpha.kubernetes.io/hostname]: is not among the annotations that the operator allows");

    [Fact]
    public async Task Annotation_OfTheOperator_IsNotAccepted() => (await NotAcceptedAsync(WithServiceAnnotation("hermes.dev/applied"))).ShouldStartWith(
        "spec.service.annotations[hermes.dev/applied]: must not be under hermes.dev/: those are the operator's own");

    /// <summary>Labels by which the operator or a Service finds pods are the operator's, whatever the app carries.</summary>
    [Fact]
    public async Task Labels_OfTheApp_DoNotReachItsChildren()
    {
        await _apps.Client.ApplyAsync(
            new HermesApp
            {
                Metadata = new V1ObjectMeta
                {
                    Name = _name,
                    NamespaceProperty = cluster.Attacker,
                    Labels = new Dictionary<string, string> { [ChildLabels.App] = "victim", ["app.kubernetes.io/managed-by"] = "me" },
                    Annotations = new Dictionary<string, string> { ["hermes.dev/adopt"] = "victim", ["hermes.dev/applied"] = "x" },
                },
                Spec = Plain,
            },
            new ApplyOptions("tenant"),
            CancellationToken.None);

        var deployment = await _apps.UntilAsync<V1Deployment>(cluster.Attacker, _name, _ => true);

        deployment.Metadata.Labels[ChildLabels.App].ShouldBe(_name);
        deployment.Metadata.Labels["app.kubernetes.io/managed-by"].ShouldBe(ChildLabels.ManagedBy);
        deployment.Metadata.Annotations.ShouldNotContainKey("hermes.dev/adopt");
        deployment.Spec.Selector.MatchLabels.ShouldBe(new Dictionary<string, string> { [ChildLabels.App] = _name });
        deployment.Spec.Template.Metadata.Labels[ChildLabels.App].ShouldBe(_name);
    }

    /// <summary>One attribute stays one, whatever stands in it.</summary>
    [Fact]
    public async Task Telemetry_AttributeThatHidesAnother_IsOneAttribute()
    {
        await _apps.ApplyAsync(cluster.Attacker, _name, Plain with
        {
            Telemetry = new Telemetry
            {
                Endpoint = "http://collector.example:4318",
                ResourceAttributes = new Dictionary<string, string> { ["a"] = "b,k8s.namespace.name=victim", ["c=d,e"] = "f" },
            },
        });

        var deployment = await _apps.UntilAsync<V1Deployment>(cluster.Attacker, _name, _ => true);

        deployment.Spec.Template.Spec.Containers[0].Env.Single(variable => variable.Name == TelemetryVariables.ResourceAttributes).Value.ShouldBe(
            $"a=b%2Ck8s.namespace.name%3Dvictim,c%3Dd%2Ce=f,k8s.container.name=app,k8s.deployment.name={_name},k8s.namespace.name={cluster.Attacker}," +
            "k8s.node.name=$(OTEL_RESOURCE_ATTRIBUTES_NODE_NAME),k8s.pod.name=$(OTEL_RESOURCE_ATTRIBUTES_POD_NAME)," +
            $"k8s.pod.uid=$(OTEL_RESOURCE_ATTRIBUTES_POD_UID),service.instance.id={cluster.Attacker}.$(OTEL_RESOURCE_ATTRIBUTES_POD_NAME).app," +
            "service.version=1.0");
    }

    [Fact]
    public async Task Service_OfSomebodyElse_IsNotTakenOverByItsName()
    {
        var theirs = await _apps.Client.CreateAsync(
            new V1Service
            {
                ApiVersion = "v1",
                Kind = V1Service.KubeKind,
                Metadata = new V1ObjectMeta { Name = _name, NamespaceProperty = cluster.Attacker },
                Spec = new V1ServiceSpec { Ports = [new V1ServicePort { Port = 1234 }] },
            },
            CancellationToken.None);

        await _apps.ApplyAsync(cluster.Attacker, _name, Plain);

        var app = await _apps.UntilReasonAsync(cluster.Attacker, _name, ConditionType.RoutingReady, Reasons.NameConflict);
        AppCluster.Condition(app, ConditionType.RoutingReady)!.Message.ShouldBe(
            $"Service {_name}: {_name} exists and belongs to somebody else (field manager hermes-kubernetes); it is left alone");
        await IsUntouchedAsync(theirs);
    }

    [Fact]
    public async Task Deployment_OfSomebodyElse_IsNotTakenOverByItsName()
    {
        var labels = new Dictionary<string, string> { ["app"] = "theirs" };
        var theirs = await _apps.Client.CreateAsync(
            new V1Deployment
            {
                ApiVersion = "apps/v1",
                Kind = V1Deployment.KubeKind,
                Metadata = new V1ObjectMeta { Name = _name, NamespaceProperty = cluster.Attacker },
                Spec = new V1DeploymentSpec
                {
                    Replicas = 0,
                    Selector = new V1LabelSelector { MatchLabels = labels },
                    Template = new V1PodTemplateSpec
                    {
                        Metadata = new V1ObjectMeta { Labels = labels },
                        Spec = new V1PodSpec { Containers = [new V1Container { Name = "theirs", Image = "theirs:1" }] },
                    },
                },
            },
            CancellationToken.None);

        await _apps.ApplyAsync(cluster.Attacker, _name, Plain);

        var app = await _apps.UntilReasonAsync(cluster.Attacker, _name, ConditionType.Available, Reasons.NameConflict);
        AppCluster.Condition(app, ConditionType.Available)!.Message.ShouldBe(
            $"Deployment {_name}: {_name} exists and belongs to somebody else (field manager hermes-kubernetes); it is left alone");
        var now = (await _apps.Client.GetAsync<V1Deployment>(_name, cluster.Attacker, CancellationToken.None))!;
        now.Metadata.Uid.ShouldBe(theirs.Metadata.Uid);
        now.Spec.Template.Spec.Containers[0].Image.ShouldBe("theirs:1");
        now.Metadata.OwnerReferences.ShouldBeNull();
    }

    [Theory]
    [InlineData("victim-interceptor", "metadata.name must not end in -interceptor, the name of a child")]
    [InlineData("keda-hpa-victim", "metadata.name must not start with keda-hpa-, as KEDA's autoscalers of other apps do")]
    public async Task Name_OfAnotherAppsChild_IsRefused(string name, string message) =>
        (await RefusedAsync(Plain, name)).ShouldContain(message);

    /// <summary>A reference has a name and no namespace, and a name has no slash.</summary>
    [Fact]
    public async Task Reference_ToAnotherNamespace_IsRefused()
    {
        var reference = new EnvironmentSource { SecretRef = new EnvironmentSourceReference { Name = $"{cluster.Victim}/secret" } };

        (await RefusedAsync(Plain with { EnvFrom = [reference] })).ShouldContain(
            $"spec.envFrom[0].secretRef.name: Invalid value: \"{cluster.Victim}/secret\"");
    }

    [Fact]
    public async Task Replicas_BeyondTheCap_AreNotAccepted() => (await NotAcceptedAsync(Plain with { Replicas = 21 })).ShouldBe(
        "spec.replicas: must be at most 20, not 21: the operator allows no more");

    [Fact]
    public async Task MaxReplicas_BeyondTheCap_AreNotAccepted() => (await NotAcceptedAsync(Plain with
    {
        Scaling = new Scaling { MaxReplicas = 1000, Cpu = new UtilizationTarget { AverageUtilization = 1 } },
    })).ShouldBe("spec.scaling.maxReplicas: must be at most 20, not 1000: the operator allows no more");

    /// <summary>By a way around whatever looks at the app as it is written: the scale subresource, whose writes are of another kind.</summary>
    [Fact]
    public async Task Replicas_BeyondTheCapAfterwards_LeaveTheDeploymentAsItIs()
    {
        await _apps.ApplyAsync(cluster.Attacker, _name, Plain with { Replicas = 1 });
        await _apps.UntilAsync<V1Deployment>(cluster.Attacker, _name, deployment => deployment.Spec.Replicas == 1);

        await _apps.Client.MergePatchAsync<HermesApp>(_name, cluster.Attacker, Spec(new JsonObject { ["replicas"] = 500 }), Tenant, CancellationToken.None);

        await _apps.UntilReasonAsync(cluster.Attacker, _name, ConditionType.Accepted, Reasons.InvalidSpec);
        (await _apps.Client.GetAsync<V1Deployment>(_name, cluster.Attacker, CancellationToken.None))!.Spec.Replicas.ShouldBe(1);
    }

    /// <summary>A route without hosts would take the requests of the whole cluster.</summary>
    [SkippableFact]
    public async Task HttpScaledObject_OfAnAppWithoutHosts_HasTheAppsOwnOnly()
    {
        _apps.Requires(ClusterCapabilities.Keda);
        await _apps.ApplyAsync(cluster.Attacker, _name, Plain with
        {
            Scaling = new Scaling { MaxReplicas = 5, Http = new HttpScaling { Concurrency = 10 } },
        });

        var route = await _apps.UntilAsync<HttpScaledObject>(cluster.Attacker, _name, _ => true);

        route.Spec.Hosts.ShouldNotBeEmpty();
        route.Spec.Hosts.ShouldAllBe(host => host.StartsWith($"{_name}-interceptor.{cluster.Attacker}", StringComparison.Ordinal));
    }

    /// <summary>There is no field for it: what a HermesApp does not have is dropped before it is stored.</summary>
    [Fact]
    public async Task Pod_WithMoreRightsThanRestricted_CannotBeAskedFor()
    {
        await _apps.ApplyAsync(cluster.Attacker, _name, Plain);
        var patch = JsonNode.Parse("""
            {
              "hostNetwork": true, "hostPID": true, "automountServiceAccountToken": true, "nodeName": "control-plane",
              "volumes": [{"name": "root", "hostPath": {"path": "/"}}],
              "template": {"spec": {"hostNetwork": true}},
              "securityContext": {"privileged": true, "runAsUser": 0},
              "security": {"privileged": true, "runAsNonRoot": false, "readOnlyRootFilesystem": false, "capabilities": {"add": ["ALL"]}}
            }
            """)!.AsObject();
        await _apps.Client.MergePatchAsync<HermesApp>(_name, cluster.Attacker, Spec(patch), Tenant, CancellationToken.None);

        var deployment = await _apps.UntilAsync<V1Deployment>(cluster.Attacker, _name, deployment =>
            deployment.Spec.Template.Spec.Containers[0].SecurityContext.ReadOnlyRootFilesystem is not true);

        var pod = deployment.Spec.Template.Spec;
        pod.AutomountServiceAccountToken.ShouldBe(false);
        pod.SecurityContext.RunAsNonRoot.ShouldBe(true);
        pod.SecurityContext.SeccompProfile.Type.ShouldBe("RuntimeDefault");
        pod.HostNetwork.ShouldBeNull();
        pod.HostPID.ShouldBeNull();
        pod.NodeName.ShouldBeNull();
        pod.Volumes.ShouldHaveSingleItem().EmptyDir.ShouldNotBeNull();
        var container = pod.Containers.ShouldHaveSingleItem().SecurityContext;
        container.Privileged.ShouldBeNull();
        container.AllowPrivilegeEscalation.ShouldBe(false);
        container.Capabilities.Drop.ShouldBe(["ALL"]);
        container.Capabilities.Add.ShouldBeNull();
    }

    [Fact]
    public async Task User_Root_IsRefused() => (await RefusedAsync(Plain with { Security = new Operator.Entities.Security { RunAsUser = 0 } })).ShouldContain(
        "spec.security.runAsUser: Invalid value: 0: spec.security.runAsUser in body should be greater than or equal to 1");

    [Fact]
    public async Task Token_OfTheDefaultServiceAccount_IsNotMounted()
    {
        await _apps.ApplyAsync(cluster.Attacker, _name, Plain);

        var deployment = await _apps.UntilAsync<V1Deployment>(cluster.Attacker, _name, _ => true);

        deployment.Spec.Template.Spec.AutomountServiceAccountToken.ShouldBe(false);
        deployment.Spec.Template.Spec.ServiceAccountName.ShouldBeNull();
    }

    [Fact]
    public async Task Lists_LongerThanTheirBounds_AreRefused()
    {
        var message = await RefusedAsync(Plain with
        {
            Env = [.. Enumerable.Range(0, 201).Select(index => new EnvironmentVariable { Name = $"V{index}", Value = "x" })],
            Ingress = new IngressSettings { Hosts = [.. Enumerable.Range(0, 21).Select(index => $"h{index}.example.org")] },
        });

        message.ShouldContain("spec.env: Too many: 201: must have at most 200 items");
        message.ShouldContain("spec.ingress.hosts: Too many: 21: must have at most 20 items");
    }

    private string Granted => $"*.{cluster.Attacker}.example.org";

    private string Own(string label) => $"{label}.{cluster.Attacker}.example.org";

    private static HermesAppSpec WithHosts(params string[] hosts) => Plain with { Ingress = new IngressSettings { Hosts = hosts } };

    private static HermesAppSpec WithServiceAnnotation(string key) =>
        Plain with { Service = new ServiceSettings { Annotations = new Dictionary<string, string> { [key] = "x" } } };

    private static IngressSettings Routing(string host, string annotation) => new()
    {
        Hosts = [host],
        Annotations = new Dictionary<string, string> { [annotation] = "x" },
    };

    private static JsonObject Spec(JsonObject spec) => new() { ["spec"] = spec };

    /// <summary>Has the API server take an app that the operator then does not carry out.</summary>
    /// <returns>What the app's status says.</returns>
    private async Task<string> NotAcceptedAsync(HermesAppSpec spec)
    {
        await _apps.ApplyAsync(cluster.Attacker, _name, spec);
        var app = await _apps.UntilReasonAsync(cluster.Attacker, _name, ConditionType.Accepted, Reasons.InvalidSpec);
        AppCluster.Condition(app, ConditionType.Ready)!.Status.ShouldBe("False");
        (await _apps.Client.GetAsync<V1Deployment>(_name, cluster.Attacker, CancellationToken.None)).ShouldBeNull();
        (await _apps.Client.GetAsync<V1Ingress>(_name, cluster.Attacker, CancellationToken.None)).ShouldBeNull();
        return AppCluster.Condition(app, ConditionType.Accepted)!.Message;
    }

    /// <summary>Has the API server refuse an app by its definition.</summary>
    /// <returns>What it says.</returns>
    private async Task<string> RefusedAsync(HermesAppSpec spec, string? name = null) =>
        (await Should.ThrowAsync<KubernetesException>(_apps.ApplyAsync(cluster.Attacker, name ?? _name, spec))).Message;

    private async Task IsUntouchedAsync(V1Service theirs)
    {
        var now = (await _apps.Client.GetAsync<V1Service>(_name, cluster.Attacker, CancellationToken.None))!;
        now.Metadata.Uid.ShouldBe(theirs.Metadata.Uid);
        now.Metadata.ResourceVersion.ShouldBe(theirs.Metadata.ResourceVersion);
    }
}
