using System.Text.Json.Nodes;
using Hermes.Kubernetes.Client;
using Hermes.Operator.Entities;
using Hermes.Operator.Tenancy;
using k8s.Models;

namespace Hermes.Operator.Tests.Security;

/// <summary>The same attempts at the API server's door, where it is also known who makes them.</summary>
[Trait("Category", "Cluster")]
public sealed class AdmissionAttackTests(AdmissionCluster cluster) : IClassFixture<AdmissionCluster>
{
    private static readonly HermesAppSpec Plain = new() { Image = "ghcr.io/acme/hello:1.0" };
    private static readonly ApplyOptions User = new("tenant", Force: true);

    private readonly string _name = $"web-{Guid.NewGuid():N}"[..12];

    /// <summary>Specs that break a rule which the controller holds to as well, by the rule's name.</summary>
    private static readonly Dictionary<string, Func<string, HermesAppSpec>> Beyond = new(StringComparer.Ordinal)
    {
        ["hosts"] = _ => WithHosts("a.apps.example.org", "www.bank.example"),
        ["hosts, wildcard"] = _ => WithHosts("*.apps.example.org"),
        ["hosts, above a pattern"] = @namespace => WithHosts($"a.{@namespace}.example.org", $"{@namespace}.example.org"),
        ["ingress-annotations"] = @namespace => Plain with
        {
            Ingress = new IngressSettings
            {
                Hosts = [$"a.{@namespace}.example.org"],
                Annotations = new Dictionary<string, string>
                {
                    ["nginx.ingress.kubernetes.io/ssl-redirect"] = "true",
                    ["nginx.ingress.kubernetes.io/auth-url"] = "x",
                    ["external-dns.alpha.kubernetes.io/hostname"] = "x",
                },
            },
        },
        ["service-annotations"] = _ => Plain with
        {
            Service = new ServiceSettings { Annotations = new Dictionary<string, string> { ["external-dns.alpha.kubernetes.io/hostname"] = "x" } },
        },
        ["replicas"] = _ => Plain with { Replicas = 21 },
        ["max-replicas"] = _ => Plain with { Scaling = new Scaling { MaxReplicas = 21, Cpu = new UtilizationTarget { AverageUtilization = 70 } } },
    };

    public static TheoryData<string> BeyondTheLimits => [.. Beyond.Keys];

    [Fact]
    public void BeyondTheLimits_ComparedWithTheRules_BreakEachThatTheControllerKnows() =>
        Beyond.Keys.Select(name => name.Split(',')[0]).Distinct(StringComparer.Ordinal).ShouldBe(
            TenantRules.All.Where(rule => rule.Check is not null).Select(rule => rule.Name), ignoreOrder: true);

    [SkippableTheory]
    [MemberData(nameof(BeyondTheLimits))]
    public async Task Spec_BeyondALimit_IsRefusedInTheControllersWords(string rule)
    {
        _ = cluster.Apps;
        var spec = Beyond[rule](cluster.Namespace);
        var faults = TenantRules.Check(App(spec), cluster.Limits);

        (await RefusedAsync(AdmissionCluster.Tenant, spec)).ShouldBe(faults.First().ToString());
    }

    [SkippableTheory]
    [InlineData("nginx.ingress.kubernetes.io/configuration-snippet")]
    [InlineData("nginx.ingress.kubernetes.io/Server-Snippet")]
    [InlineData("nginx.org/location-snippets")]
    public async Task Annotation_Snippet_IsRefused(string key)
    {
        var routing = new IngressSettings { Hosts = ["a.apps.example.org"], Annotations = new Dictionary<string, string> { [key] = "x" } };

        (await RefusedAsync(AdmissionCluster.Tenant, Plain with { Ingress = routing })).ShouldBe(
            $"spec.ingress.annotations[{key}]: must not be a snippet: it would become configuration of the ingress controller itself, and run with its rights");
    }

    [SkippableFact]
    public async Task Host_OfTheClusterByItsOwnDomain_IsRefused() =>
        (await RefusedAsync(AdmissionCluster.Tenant, WithHosts("a.apps.example.org", $"web.shop.svc.{AdmissionCluster.ClusterDomain}"))).ShouldBe(
            "spec.ingress.hosts[1]: must not be a name of the cluster itself");

    [SkippableFact]
    public async Task Variable_OfASecret_IsRefusedToWhoMayNotGetSecrets() =>
        (await RefusedAsync(AdmissionCluster.Tenant, Plain with { Env = [Variable("PASSWORD", "db", "password")] })).ShouldBe(
            $"spec.env[PASSWORD].valueFrom.secretKeyRef: key password of Secret db {MayNotGetSecrets}");

    [SkippableFact]
    public async Task Variables_OfAWholeSecret_AreRefusedToWhoMayNotGetSecrets() =>
        (await RefusedAsync(AdmissionCluster.Tenant, Plain with
        {
            EnvFrom = [new EnvironmentSource { SecretRef = new EnvironmentSourceReference { Name = "db" } }],
        })).ShouldBe($"spec.envFrom: Secret db {MayNotGetSecrets}");

    [SkippableFact]
    public async Task PullSecret_IsRefusedToWhoMayNotGetSecrets() =>
        (await RefusedAsync(AdmissionCluster.Tenant, Plain with { ImagePullSecrets = [new ImagePullSecret { Name = "registry" }] })).ShouldBe(
            $"spec.imagePullSecrets: Secret registry {MayNotGetSecrets}");

    [SkippableFact]
    public async Task Certificate_IsRefusedToWhoMayNotGetSecrets() =>
        (await RefusedAsync(AdmissionCluster.Tenant, Plain with
        {
            Ingress = new IngressSettings { Hosts = ["a.apps.example.org"], Tls = new IngressTls { SecretName = "bank-tls" } },
        })).ShouldBe($"spec.ingress.tls.secretName: Secret bank-tls {MayNotGetSecrets}");

    [SkippableFact]
    public async Task Secret_NamedByWhoMayGetSecrets_IsTakenAndOthersMayEditTheRest()
    {
        var spec = Plain with { Env = [Variable("PASSWORD", "db", "password")] };
        await ApplyAsync(AdmissionCluster.Trusted, spec);

        await ApplyAsync(AdmissionCluster.Tenant, spec with { Image = "ghcr.io/acme/hello:1.1" });

        (await RefusedAsync(AdmissionCluster.Tenant, Plain with { Env = [Variable("PASSWORD", "db", "root-password")] })).ShouldBe(
            $"spec.env[PASSWORD].valueFrom.secretKeyRef: key root-password of Secret db {MayNotGetSecrets}");
        await ApplyAsync(AdmissionCluster.Tenant, Plain);
    }

    [SkippableFact]
    public async Task ServiceAccount_IsRefusedToWhoMayNotCreatePods() =>
        (await RefusedAsync(AdmissionCluster.Tenant, Plain with { ServiceAccountName = "deployer" })).ShouldBe(
            $"spec.serviceAccountName: deployer may only be named by who may create pods in namespace {cluster.Namespace}, which {AdmissionCluster.Tenant} may not");

    [SkippableFact]
    public async Task Everything_ByWhoMayDoEverything_IsTaken() => await cluster.Apps.ApplyAsync(cluster.Namespace, _name, Plain with
    {
        ServiceAccountName = "deployer",
        Replicas = 20,
        EnvFrom = [new EnvironmentSource { SecretRef = new EnvironmentSourceReference { Name = "db" } }],
        Ingress = new IngressSettings { Hosts = [$"*.{cluster.Namespace}.example.org"], Tls = new IngressTls { SecretName = "tls" } },
    });

    /// <summary>The greatest lists that the definition takes, all of them new and then all of them changed, are within what a policy may cost.</summary>
    [SkippableFact]
    public async Task LargestApp_CreatedAndChanged_IsJudged()
    {
        await ApplyAsync(AdmissionCluster.Trusted, Largest("a"));

        await ApplyAsync(AdmissionCluster.Trusted, Largest("b"));
    }

    /// <summary>The dearest there is: each reference is looked for among the former ones, and each is found.</summary>
    [SkippableFact]
    public async Task LargestApp_OfWhichAReferenceIsTakenAway_IsJudged()
    {
        var spec = Largest("a");
        await ApplyAsync(AdmissionCluster.Trusted, spec);

        await ApplyAsync(AdmissionCluster.Tenant, spec with { Env = [.. spec.Env!.Skip(1)] });
    }

    [SkippableFact]
    public async Task OlderApp_ThatBreaksARule_CanStillBeLabelledButNotEdited()
    {
        await PatchAsync(new JsonObject { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["team"] = "a" } } });

        var refusal = await Should.ThrowAsync<KubernetesException>(PatchAsync(new JsonObject { ["spec"] = new JsonObject { ["image"] = "x:2" } }));

        refusal.Message.ShouldEndWith(": spec.replicas: must be at most 20, not 1000: the operator allows no more");
        Task PatchAsync(JsonObject patch) => cluster.As(AdmissionCluster.Tenant).MergePatchAsync<HermesApp>(
            AdmissionCluster.Older, cluster.Namespace, patch, new PatchOptions("tenant"), CancellationToken.None);
    }

    /// <summary>The operator's own writes are not looked at: it has to be able to say what is wrong.</summary>
    [SkippableFact]
    public async Task Status_OfAnAppThatBreaksARule_CanBeWritten() => await cluster.Apps.Client.ApplyStatusAsync(
        new HermesApp
        {
            Metadata = new V1ObjectMeta { Name = AdmissionCluster.Older, NamespaceProperty = cluster.Namespace },
            Spec = null!,
            Status = new HermesAppStatus { ObservedGeneration = 1 },
        },
        User,
        CancellationToken.None);

    private string MayNotGetSecrets =>
        $"may only be named by who may get Secrets in namespace {cluster.Namespace}, which {AdmissionCluster.Tenant} may not";

    private static HermesAppSpec WithHosts(params string[] hosts) => Plain with { Ingress = new IngressSettings { Hosts = hosts } };

    private static EnvironmentVariable Variable(string name, string secret, string key) => new()
    {
        Name = name,
        ValueFrom = new EnvironmentVariableSource { SecretKeyRef = new KeyReference { Name = secret, Key = key } },
    };

    private static HermesAppSpec Largest(string mark) => Plain with
    {
        Env = [.. Enumerable.Range(0, 200).Select(index => Variable($"VARIABLE_{index}_{mark}", Long($"s{index}"), Long($"k{index}")))],
        EnvFrom =
        [
            .. Enumerable.Range(0, 32).Select(index => new EnvironmentSource { SecretRef = new EnvironmentSourceReference { Name = Long($"e{mark}{index}") } }),
        ],
        ImagePullSecrets = [.. Enumerable.Range(0, 16).Select(index => new ImagePullSecret { Name = Long($"p{mark}{index}") })],
        Ingress = new IngressSettings
        {
            Hosts = [.. Enumerable.Range(0, 20).Select(index => $"h{index}.apps.example.org")],
            Annotations = Enumerable.Range(0, 32).ToDictionary(index => $"nginx.ingress.kubernetes.io/limit-{index}", _ => mark, StringComparer.Ordinal),
        },
    };

    private static string Long(string start) => start.PadRight(60, 'x');

    private HermesApp App(HermesAppSpec spec) =>
        new() { Metadata = new V1ObjectMeta { Name = _name, NamespaceProperty = cluster.Namespace }, Spec = spec };

    private Task<HermesApp> ApplyAsync(string user, HermesAppSpec spec) => cluster.As(user).ApplyAsync(App(spec), User, CancellationToken.None);

    /// <summary>Has the policy refuse an app.</summary>
    /// <returns>What the user reads after the policy's name.</returns>
    private async Task<string> RefusedAsync(string user, HermesAppSpec spec)
    {
        var message = (await Should.ThrowAsync<KubernetesException>(ApplyAsync(user, spec))).Message;
        var start = $"ValidatingAdmissionPolicy '{AdmissionCluster.PolicyName}' with binding '{AdmissionCluster.PolicyName}' denied request: ";
        message.ShouldContain(start);
        return message[(message.IndexOf(start, StringComparison.Ordinal) + start.Length)..];
    }
}
