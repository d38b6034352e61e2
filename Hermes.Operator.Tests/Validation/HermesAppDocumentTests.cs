using Hermes.Kubernetes.Yaml;
using Hermes.Operator.Validation;

namespace Hermes.Operator.Tests.Validation;

public sealed class HermesAppDocumentTests
{
    private const string Header = "apiVersion: hermes.dev/v1alpha1\nkind: HermesApp\nmetadata: {name: hello}\n";

    [Fact]
    public void Read_AValidApp_GivesIt()
    {
        var document = Read(Header + "spec: {image: a, port: 80, env: [{name: A, value: \"1\"}], resources: {requests: {cpu: 2}}}");

        document.Faults.ShouldBeEmpty();
        document.App!.Spec.Port.ShouldBe(80);
        document.App.Spec.Env!.ShouldHaveSingleItem().Value.ShouldBe("1");
        document.App.Spec.Resources!.Requests!["cpu"].Value.ShouldBe("2");
        document.App.Metadata.Name.ShouldBe("hello");
    }

    [Fact]
    public void Read_WhatKubectlPrints_IsTakenWithItsStatus()
    {
        var document = Read("""
            apiVersion: hermes.dev/v1alpha1
            kind: HermesApp
            metadata:
              name: hello
              uid: 5d2a4f0e-7c39-4b57-9d0f-6a1f3a1f5c11
              creationTimestamp: "2026-01-31T12:00:00Z"
              generation: 2
              labels: {team: shop}
              managedFields:
              - {manager: kubectl, operation: Apply, fieldsType: FieldsV1, fieldsV1: {"f:spec": {}}, time: "2026-01-31T12:00:00Z"}
            spec: {image: a}
            status:
              observedGeneration: 2
              conditions:
              - {type: Ready, status: "True", reason: Ready, message: "", lastTransitionTime: "2026-01-31T12:00:00Z"}
            """);

        document.Faults.ShouldBeEmpty();
        document.App!.Metadata.Uid.ShouldBe("5d2a4f0e-7c39-4b57-9d0f-6a1f3a1f5c11");
        document.App.Status!.Conditions!.ShouldHaveSingleItem().LastTransitionTime.ShouldBe(new DateTime(2026, 1, 31, 12, 0, 0, DateTimeKind.Utc));
    }

    [Theory]
    [InlineData("[]", "must be an object")]
    [InlineData("{}", "kind: is required")]
    [InlineData("{kind: 5}", "kind: is required")]
    [InlineData("{kind: Deployment, apiVersion: apps/v1}", "kind: must be HermesApp, not Deployment")]
    [InlineData("{kind: HermesApp}", "apiVersion: is required")]
    [InlineData("{kind: HermesApp, apiVersion: hermes.dev/v1}", "apiVersion: must be hermes.dev/v1alpha1, not hermes.dev/v1")]
    public void Read_AnotherKind_IsOneFault(string yaml, string fault) =>
        Read(yaml).Faults.ShouldHaveSingleItem().ToString().ShouldBe(fault);

    [Theory]
    [InlineData("spec: {image: a, prot: 80}", "spec.prot: is no field: did you mean port?")]
    [InlineData("spec: {image: a, Port: 80}", "spec.Port: is no field: did you mean port?")]
    [InlineData("spec: {image: a, flavour: sweet}", "spec.flavour: is no field")]
    [InlineData("spec: {image: a, imagine: b}", "spec.imagine: is no field: did you mean image?")]
    [InlineData("spec: {image: a, imagined: b}", "spec.imagined: is no field")]
    [InlineData("spec: {image: a, probes: {readiness: {prt: 80}}}", "spec.probes.readiness.prt: is no field: did you mean port?")]
    [InlineData("spec: {image: a}\nspecs: {}", "specs: is no field: did you mean spec?")]
    [InlineData("spec: {image: a, env: [{name: A, valeu: b}]}", "spec.env[0].valeu: is no field: did you mean value?")]
    [InlineData("spec: {image: 1.5}", "spec.image: must be a string, not the number 1.5: put it in quotes")]
    [InlineData("spec: {image: yes}", "spec.image: must be a string, not the boolean true: put it in quotes")]
    [InlineData("spec: {image: [a]}", "spec.image: must be a string, not a list")]
    [InlineData("spec: {image: a, port: \"80\"}", "spec.port: must be a whole number, not the string \"80\"")]
    [InlineData("spec: {image: a, port: 80.5}", "spec.port: must be a whole number, not the number 80.5")]
    [InlineData("spec: {image: a, port: 99999999999}", "spec.port: must be a number of at most 2147483647, not 99999999999")]
    [InlineData("spec: {image: a, port: 2147483648}", "spec.port: must be a number of at most 2147483647, not 2147483648")]
    [InlineData("spec: {image: a, port: 2147483647}", "spec.port: must be from 1 to 65535, not 2147483647")]
    [InlineData(
        "spec: {image: a, security: {runAsUser: 9223372036854775808}}",
        "spec.security.runAsUser: must be a number of at most 9223372036854775807, not 9223372036854775808")]
    [InlineData("spec: {image: a, security: {runAsUser: 1e300}}", "spec.security.runAsUser: must be a whole number, not the number 1E+300")]
    [InlineData("spec: {image: a, paused: \"true\"}", "spec.paused: must be true or false, not the string \"true\"")]
    [InlineData("spec: {image: a, args: a b}", "spec.args: must be a list, not the string \"a b\"")]
    [InlineData("spec: {image: a, args: [a, 1]}", "spec.args[1]: must be a string, not the number 1: put it in quotes")]
    [InlineData("spec: {image: a, probes: []}", "spec.probes: must be an object, not a list")]
    [InlineData("spec: {image: a, service: {annotations: {a: 1}}}", "spec.service.annotations[a]: must be a string, not the number 1: put it in quotes")]
    [InlineData(
        "spec: {image: a, resources: {requests: {cpu: 0.5}}}",
        "spec.resources.requests[cpu]: must be a string or a whole number, not the number 0.5: put it in quotes")]
    [InlineData("spec: 5", "spec: must be an object, not the number 5")]
    [InlineData("spec: null", "spec: is required")]
    [InlineData("", "spec.image: is required")]
    public void Read_AMisfit_IsOneFaultThatNamesTheField(string rest, string fault) =>
        Read(Header + rest).Faults.ShouldHaveSingleItem().ToString().ShouldBe(fault);

    [Theory]
    [InlineData("creationTimestamp: Jan 31 2026", "metadata.creationTimestamp: must be a time such as 2026-01-31T12:00:00Z, not the string \"Jan 31 2026\"")]
    [InlineData("creationTimestamp: yesterday", "metadata.creationTimestamp: must be a time such as 2026-01-31T12:00:00Z, not the string \"yesterday\"")]
    [InlineData("labels: {a: true}", "metadata.labels[a]: must be a string, not the boolean true: put it in quotes")]
    [InlineData("creationTimestamp: 5", "metadata.creationTimestamp: must be a time such as 2026-01-31T12:00:00Z, not the number 5")]
    [InlineData("generation: x", "metadata.generation: must be a whole number, not the string \"x\"")]
    public void Read_MetadataOfAnotherType_IsOneFault(string metadata, string fault) =>
        Read($"{{apiVersion: hermes.dev/v1alpha1, kind: HermesApp, spec: {{image: a}}, metadata: {{name: hello, {metadata}}}}}")
            .Faults.ShouldHaveSingleItem().ToString().ShouldBe(fault);

    [Theory]
    [InlineData("2026-01-31T12:00:00Z", 0)]
    [InlineData("2026-01-31T12:00:00.25Z", 250)]
    [InlineData("2026-01-31T13:00:00+01:00", 0)]
    public void Read_ATimeOfRfc3339_IsTaken(string time, int milliseconds) =>
        Read($"{{apiVersion: hermes.dev/v1alpha1, kind: HermesApp, spec: {{image: a}}, metadata: {{name: hello, creationTimestamp: \"{time}\"}}}}")
            .App!.Metadata.CreationTimestamp!.Value.ToUniversalTime().ShouldBe(new DateTime(2026, 1, 31, 12, 0, 0, milliseconds, DateTimeKind.Utc));

    /// <summary>What is taken out hides faults of its own field only, not of one whose name begins alike.</summary>
    [Fact]
    public void Read_AMisfitBesideAFaultOfALongerName_NamesBoth() =>
        Read(Header + "spec: {image: a, env: 5, envFrom: [{prefix: A_}]}").Faults.Select(fault => fault.ToString()).ShouldBe(
        [
            "spec.env: must be a list, not the number 5",
            "spec.envFrom[0]: must have exactly one of configMapRef and secretRef",
        ]);

    [Fact]
    public void Read_AMisfitWithinAListOfAtLeastOne_DoesNotCallTheListEmpty() =>
        Read(Header + "spec: {image: a, ingress: {hosts: [5]}}").Faults.Select(fault => fault.ToString())
            .ShouldBe(["spec.ingress.hosts[0]: must be a string, not the number 5: put it in quotes"]);

    [Fact]
    public void Read_AJsonNumberWithAFraction_IsNoInteger() =>
        Read("""{"apiVersion": "hermes.dev/v1alpha1", "kind": "HermesApp", "metadata": {"name": "hello"}, "spec": {"image": "a", "port": 80.0}}""")
            .Faults.ShouldHaveSingleItem().ToString().ShouldBe("spec.port: must be a whole number, not the number 80.0");

    [Fact]
    public void Read_ManyFaults_NamesThemAllAndNoneThatOnlyFollows()
    {
        var document = Read(Header + """
            spec:
              image: 5
              port: 70000
              env: [{name: A, value: 1}, 7, {name: A}]
              scaling: {minReplicas: 3, maxReplicas: many, http: on}
            """);

        document.App.ShouldBeNull();
        document.Faults.Select(fault => fault.ToString()).ShouldBe(
        [
            "spec.image: must be a string, not the number 5: put it in quotes",
            "spec.env[0].value: must be a string, not the number 1: put it in quotes",
            "spec.env[1]: must be an object, not the number 7",
            "spec.scaling.maxReplicas: must be a whole number, not the string \"many\"",
            "spec.scaling.http: must be an object, not the boolean true",
            "spec.port: must be from 1 to 65535, not 70000",
            "spec.env[2]: repeats spec.env[0] (A)",
        ], ignoreOrder: true);
    }

    [Fact]
    public void Read_ADocument_LeavesItAsItWas()
    {
        var content = YamlReader.Read(Header + "spec: {image: a, prot: 80}").Single().Content;
        var before = content.ToJsonString();

        HermesAppDocument.Read(content);

        content.ToJsonString().ShouldBe(before);
    }

    private static HermesAppDocument Read(string yaml) => HermesAppDocument.Read(YamlReader.Read(yaml).ShouldHaveSingleItem().Content);
}
