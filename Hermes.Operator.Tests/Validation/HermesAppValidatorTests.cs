using System.Text.Json;
using System.Text.Json.Nodes;
using Hermes.Operator.Entities;
using Hermes.Operator.Validation;
using k8s.Models;

namespace Hermes.Operator.Tests.Validation;

public sealed class HermesAppValidatorTests(HermesAppServer server) : IClassFixture<HermesAppServer>
{
    private const string OneSource = "must have exactly one of configMapKeyRef, secretKeyRef, fieldRef and resourceFieldRef";

    public static TheoryData<RuleCase> Rules =>
    [
        RuleCase.Valid("{image: a}"),
        RuleCase.InCrd("{}", "spec.image: is required"),

        RuleCase.Valid("{image: a, env: [{name: A, value: b}, {name: B}]}"),
        RuleCase.Valid("{image: a, env: [{name: A, valueFrom: {secretKeyRef: {name: s, key: k}}}]}"),
        RuleCase.InCrd(
            "{image: a, env: [{name: A, value: b, valueFrom: {secretKeyRef: {name: s, key: k}}}]}",
            "spec.env[0].valueFrom: must not stand beside value"),
        RuleCase.InCrd("{image: a, env: [{name: A, valueFrom: {}}]}", $"spec.env[0].valueFrom: {OneSource}"),
        RuleCase.InCrd(
            "{image: a, env: [{name: A, valueFrom: {fieldRef: {fieldPath: status.podIP}, configMapKeyRef: {name: c, key: k}}}]}",
            $"spec.env[0].valueFrom: {OneSource}"),
        RuleCase.Valid("{image: a, env: [{name: A, valueFrom: {fieldRef: {fieldPath: \"metadata.labels['a/b']\"}}}]}"),
        RuleCase.ValidatorOnly(
            "{image: a, env: [{name: A, valueFrom: {fieldRef: {fieldPath: spec.containers}}}]}",
            "spec.env[0].valueFrom.fieldRef.fieldPath: must be a field that a container can see, such as metadata.name"),
        RuleCase.ValidatorOnly(
            "{image: a, env: [{name: A, valueFrom: {fieldRef: {fieldPath: \"metadata.labels['']\"}}}]}",
            "spec.env[0].valueFrom.fieldRef.fieldPath: must be a field that a container can see, such as metadata.name"),
        RuleCase.ValidatorOnly(
            "{image: a, env: [{name: A, valueFrom: {resourceFieldRef: {resource: limits.gpu}}}]}",
            "spec.env[0].valueFrom.resourceFieldRef.resource: must be one of limits.cpu, limits.memory, limits.ephemeral-storage, "
            + "requests.cpu, requests.memory, requests.ephemeral-storage"),
        RuleCase.Valid("{image: a, env: [{name: A, valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: 1m}}}]}"),
        RuleCase.Valid("{image: a, env: [{name: A, valueFrom: {resourceFieldRef: {resource: limits.memory, divisor: 1024Ki}}}]}"),
        RuleCase.ValidatorOnly(
            "{image: a, env: [{name: A, valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: 1Mi}}}]}",
            "spec.env[0].valueFrom.resourceFieldRef.divisor: must be one of 0, 1m, 1"),

        RuleCase.Valid("{image: a, envFrom: [{secretRef: {name: s}}]}"),
        RuleCase.InCrd("{image: a, envFrom: [{prefix: A}]}", "spec.envFrom[0]: must have exactly one of configMapRef and secretRef"),
        RuleCase.InCrd(
            "{image: a, envFrom: [{secretRef: {name: s}, configMapRef: {name: c}}]}",
            "spec.envFrom[0]: must have exactly one of configMapRef and secretRef"),

        RuleCase.Valid("{image: a, resources: {requests: {cpu: 1, memory: 1Gi}, limits: {cpu: 1000m, memory: 1024Mi}}}"),
        RuleCase.ValidatorOnly(
            "{image: a, resources: {requests: {cpu: 1001m}, limits: {cpu: 1}}}", "spec.resources.requests[cpu]: must not be above the limit (1)"),
        RuleCase.Valid("{image: a, resources: {requests: {hugepages-2Mi: 2Mi, example.com/gpu: 1}, limits: {hugepages-2Mi: 2Mi, example.com/gpu: 1}}}"),
        RuleCase.ValidatorOnly(
            "{image: a, resources: {requests: {mem: 1Gi}}}",
            "spec.resources.requests[mem]: is no resource: use cpu, memory, ephemeral-storage or a name with a domain"),
        RuleCase.Valid("{image: a, resources: {requests: {memory: 128M}}}"),
        RuleCase.ValidatorOnly(
            "{image: a, resources: {requests: {memory: 128m}}}",
            "spec.resources.requests[memory]: must be a whole number, not 128m: m stands for a thousandth"),
        RuleCase.Valid("{image: a, resources: {limits: {memory: \"9223372036854775807\"}}}"),
        RuleCase.ValidatorOnly("{image: a, resources: {limits: {memory: 10E}}}", "spec.resources.limits[memory]: must be less than 8Ei"),
        RuleCase.ValidatorOnly("{image: a, resources: {limits: {memory: \"1e99\"}}}", "spec.resources.limits[memory]: must be less than 8Ei"),
        RuleCase.ValidatorOnly(
            "{image: a, resources: {limits: {memory: \"99999999999999999999999999999999\"}}}",
            "spec.resources.limits[memory]: must be less than 8Ei"),
        RuleCase.InCrd(
            "{image: a, resources: {limits: {memory: \"-1\"}}}",
            "spec.resources.limits[memory]: must be an amount such as 500m, 0.5, 128Mi or 1Gi"),
        RuleCase.ValidatorOnly(
            "{image: a, resources: {limits: {memory: -1}}}",
            "spec.resources.limits[memory]: must be an amount such as 500m, 0.5, 128Mi or 1Gi"),
        RuleCase.Valid("{image: a, resources: {requests: {cpu: 0}}}"),
        RuleCase.ValidatorOnly(
            "{image: a, resources: {requests: {cpu: 0}}, scaling: {maxReplicas: 2, cpu: {averageUtilization: 50}}}",
            "spec.resources.requests[cpu]: must be more than 0 while scaling.cpu is set: the target is a share of it"),
        RuleCase.ValidatorOnly(
            "{image: a, resources: {requests: {memory: \"0\"}}, scaling: {maxReplicas: 2, memory: {averageUtilization: 50}}}",
            "spec.resources.requests[memory]: must be more than 0 while scaling.memory is set: the target is a share of it"),

        RuleCase.ValidatorOnly(
            "{image: a, resources: {limits: {cpu: 0}}, scaling: {maxReplicas: 2, cpu: {averageUtilization: 50}}}",
            "spec.resources.limits[cpu]: must be more than 0 while scaling.cpu is set: the target is a share of it"),
        RuleCase.Valid("{image: a, resources: {requests: {cpu: 1}, limits: {cpu: 2}}, scaling: {maxReplicas: 2, cpu: {averageUtilization: 50}}}"),
        RuleCase.ValidatorOnly(
            "{image: a, resources: {requests: {example.com/gpu: 1}}}",
            "spec.resources.requests[example.com/gpu]: must be equal to the limit, or be left out"),
        RuleCase.ValidatorOnly(
            "{image: a, resources: {requests: {hugepages-2Mi: 2Mi}, limits: {hugepages-2Mi: 4Mi}}}",
            "spec.resources.requests[hugepages-2Mi]: must be equal to the limit, or be left out"),
        RuleCase.Valid("{image: a, resources: {requests: {kubernetes.io/a: 1, ephemeral-storage: 1}, limits: {example.com/gpu: 1}}}"),

        RuleCase.Valid("{image: a, scaling: {minReplicas: 2, maxReplicas: 2, cpu: {averageUtilization: 50}}}"),
        RuleCase.InCrd(
            "{image: a, scaling: {minReplicas: 2, maxReplicas: 1, cpu: {averageUtilization: 50}}}",
            "spec.scaling.maxReplicas: must not be below minReplicas (2)"),
        RuleCase.Valid("{image: a, scaling: {maxReplicas: 1, memory: {averageUtilization: 50}}}"),
        RuleCase.Valid("{image: a, scaling: {maxReplicas: 1, http: {concurrency: 1}}}"),
        RuleCase.InCrd("{image: a, scaling: {maxReplicas: 1}}", "spec.scaling: must have at least one of cpu, memory and http"),
        RuleCase.Valid("{image: a, scaling: {minReplicas: 0, maxReplicas: 1, http: {concurrency: 1}}}"),
        RuleCase.InCrd(
            "{image: a, scaling: {minReplicas: 0, maxReplicas: 1, cpu: {averageUtilization: 50}}}",
            "spec.scaling.minReplicas: must not be 0 without http: cpu and memory never wake an app"),
        RuleCase.Valid("{image: a, scaling: {maxReplicas: 1, http: {requestRate: {target: 1}}}}"),
        RuleCase.InCrd(
            "{image: a, scaling: {maxReplicas: 1, http: {}}}", "spec.scaling.http: must have exactly one of concurrency and requestRate"),
        RuleCase.InCrd(
            "{image: a, scaling: {maxReplicas: 1, http: {concurrency: 1, requestRate: {target: 1}}}}",
            "spec.scaling.http: must have exactly one of concurrency and requestRate"),

        RuleCase.Valid("{image: a, ingress: {hosts: [a.b, \"*.a.b\", a-1.svc.example.com, \"1.2\"]}}"),
        RuleCase.InCrd("{image: a, ingress: {hosts: [localhost]}}", "spec.ingress.hosts[0]: must be a lower-case DNS name with a dot"),
        RuleCase.InCrd("{image: a, ingress: {hosts: [\"*.com\"]}}", "spec.ingress.hosts[0]: must be a lower-case DNS name with a dot"),
        RuleCase.InCrd("{image: a, ingress: {hosts: [a.b:80]}}", "spec.ingress.hosts[0]: must be a lower-case DNS name with a dot"),
        RuleCase.InCrd("{image: a, ingress: {hosts: [a..b]}}", "spec.ingress.hosts[0]: must be a lower-case DNS name with a dot"),
        RuleCase.InCrd("{image: a, ingress: {hosts: [a.b, hello.shop.svc]}}", "spec.ingress.hosts[1]: must not be a name of the cluster itself"),
        RuleCase.InCrd(
            "{image: a, ingress: {hosts: [hello.shop.svc.cluster.local]}}", "spec.ingress.hosts[0]: must not be a name of the cluster itself"),
        RuleCase.InCrd(
            "{image: a, ingress: {hosts: [victim-interceptor.prod]}}",
            "spec.ingress.hosts[0]: must not be the name of an app's interceptor, as NAME-interceptor.NAMESPACE is"),
        RuleCase.Valid("{image: a, ingress: {hosts: [a-interceptor.example.com, a.my-interceptor, interceptor.prod, 10.0.0.256, 10.0.0.01, a.0.0.1]}}"),
        RuleCase.ValidatorOnly("{image: a, ingress: {hosts: [a.b, 10.0.0.1]}}", "spec.ingress.hosts[1]: must be a DNS name, not an IP address"),
        RuleCase.Valid("{image: a, ingress: {hosts: [a.b], tls: {}}}"),
        RuleCase.InCrd(
            "{image: a, ingress: {hosts: [a.b], tls: {secretName: a, clusterIssuer: b}}}",
            "spec.ingress.tls.clusterIssuer: must not stand beside secretName"),
        RuleCase.Valid("{image: a, ingress: {hosts: [a.b], path: /a//b, pathType: ImplementationSpecific}}"),
        RuleCase.ValidatorOnly(
            "{image: a, ingress: {hosts: [a.b], path: /a//b}}", "spec.ingress.path: must not contain //, /./, /../, %2f, %2F, nor end in /.. or /."),
        RuleCase.ValidatorOnly(
            "{image: a, ingress: {hosts: [a.b], path: /a/..}}", "spec.ingress.path: must not contain //, /./, /../, %2f, %2F, nor end in /.. or /."),

        RuleCase.Valid("{image: a, service: {annotations: {a: b, A.b-c/d_E: f}}}"),
        RuleCase.ValidatorOnly(
            "{image: a, service: {annotations: {a/b/c: d}}}",
            "spec.service.annotations[a/b/c]: must have a key of letters, digits, '-', '_' and '.', after a DNS name and '/' if it has one"),
        RuleCase.ValidatorOnly(
            "{image: a, ingress: {hosts: [a.b], annotations: {-a: b}}}",
            "spec.ingress.annotations[-a]: must have a key of letters, digits, '-', '_' and '.', after a DNS name and '/' if it has one"),

        RuleCase.ValidatorOnly(
            "{image: a, service: {annotations: {hermes.dev/applied: x}}}",
            "spec.service.annotations[hermes.dev/applied]: must not be under hermes.dev/: those are the operator's own"),
        RuleCase.ValidatorOnly(
            "{image: a, ingress: {hosts: [a.b], annotations: {hermes.dev/x: z}}}",
            "spec.ingress.annotations[hermes.dev/x]: must not be under hermes.dev/: those are the operator's own"),
        RuleCase.ValidatorOnly(
            "{image: a, ingress: {hosts: [a.b], annotations: {nginx.ingress.kubernetes.io/Server-Snippet: z}}}",
            "spec.ingress.annotations[nginx.ingress.kubernetes.io/Server-Snippet]: must not be a snippet: it would become configuration of the ingress controller itself, and run with its rights"),

        RuleCase.InCrd(
            "{image: \"\", port: 0, imagePullPolicy: always, env: [{name: A}, {name: A}], service: {type: ExternalName}}",
            "spec.image: must not be empty",
            "spec.imagePullPolicy: must be Always, IfNotPresent or Never, not \"always\"",
            "spec.port: must be from 1 to 65535, not 0",
            "spec.env[1]: repeats spec.env[0] (A)",
            "spec.service.type: must be ClusterIP, NodePort or LoadBalancer, not \"ExternalName\""),
    ];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Validate_ASpec_FindsEveryFault(RuleCase rule) =>
        Validate(SampleSpecs.App(SampleSpecs.Parse(rule.Spec))).ShouldBe(rule.Faults, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Server_WithTheCrd_RefusesWhatItsRulesCover(RuleCase rule)
    {
        var refusal = await server.CreateAsync(SampleSpecs.App(SampleSpecs.Parse(rule.Spec)));

        (refusal is not null).ShouldBe(rule.IsInCrd && rule.Faults.Count > 0, refusal?.ToString());
    }

    [Theory]
    [InlineData("a")]
    [InlineData("hello-2")]
    [InlineData("a-name-that-takes-all-of-the-fifty-one-characters-k")]
    [InlineData("interceptor")]
    public async Task Name_ThatSuitsEveryChild_IsTaken(string name)
    {
        var app = SampleSpecs.App(SampleSpecs.Parse("{image: a}"), name);

        Validate(app).ShouldBeEmpty();
        (await server.CreateAsync(app)).ShouldBeNull();
    }

    [Theory]
    [InlineData("2hello")]
    [InlineData("a.b")]
    [InlineData("hello-")]
    [InlineData("Hello")]
    [InlineData("a-name-that-takes-all-of-the-fifty-one-characters-kk")]
    [InlineData("hello-interceptor")]
    [InlineData("keda-hpa-hello")]
    public async Task Name_ThatSomeChildCannotHave_IsRefused(string name)
    {
        var app = SampleSpecs.App(SampleSpecs.Parse("{image: a}"), name);

        Validate(app).ShouldHaveSingleItem().ShouldStartWith("metadata.name: must ");
        (await server.CreateAsync(app)).ShouldNotBeNull();
    }

    [Fact]
    public void Host_UnderTheClustersOwnDomain_IsRefused()
    {
        var app = Deserialize(SampleSpecs.App(SampleSpecs.Parse("{image: a, ingress: {hosts: [a.corp.internal, corp.internal, acorp.internal]}}")));

        HermesAppValidator.Validate(app, "corp.internal").Select(fault => fault.Path)
            .ShouldBe(["spec.ingress.hosts[0]", "spec.ingress.hosts[1]"]);
    }

    [Fact]
    public void Validate_NullsInPlaceOfValues_AreFaultsNotCrashes()
    {
        var app = Deserialize(SampleSpecs.App(SampleSpecs.Parse(
            "{image: null, args: [null], env: [null], envFrom: [null], resources: {requests: {cpu: null}}, ingress: {hosts: [null], annotations: {a: null}}}")));

        HermesAppValidator.Validate(app).Select(fault => fault.ToString()).ShouldBe(
        [
            "spec.image: is required",
            "spec.args[0]: must not be null",
            "spec.env[0]: must not be null",
            "spec.envFrom[0]: must not be null",
            "spec.resources.requests[cpu]: must not be null",
            "spec.ingress.hosts[0]: must not be null",
            "spec.ingress.annotations[a]: must not be null",
        ], ignoreOrder: true);
    }

    [Fact]
    public void Validate_NothingAtAll_NamesWhatIsRequired()
    {
        var app = new HermesApp { Metadata = new V1ObjectMeta(), Spec = null! };

        HermesAppValidator.Validate(app).Select(fault => fault.ToString()).ShouldBe(["metadata.name: is required", "spec: is required"]);
    }

    /// <summary>Deserialized as an informer does, which looks at no rule.</summary>
    private static HermesApp Deserialize(JsonNode app) => app.Deserialize(HermesJsonContext.Default.HermesApp)!;

    private static IEnumerable<string> Validate(JsonNode app) => HermesAppValidator.Validate(Deserialize(app)).Select(fault => fault.ToString());
}
