using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Requests;

namespace Hermes.DevCluster.Tests.Kinds.Wire;

public sealed class WireFormTests
{
    private static readonly KindRow Lease = KindWriter.Row("Lease", "coordination.k8s.io");

    private static readonly KindRow Deployment = KindWriter.Row("Deployment", "apps");

    [Fact]
    public void Object_ZeroValuesThatGoOmits_AreDropped()
    {
        var value = KindWriter.Complete(Deployment, """
            {"metadata": {"name": "web", "labels": {}},
             "spec": {"paused": false, "minReadySeconds": 0, "replicas": 0, "template": {"spec": {"hostNetwork": false, "volumes": [],
               "containers": [{"name": "app", "image": "x:1", "command": [], "imagePullPolicy": "",
                 "env": [{"name": "A", "value": ""}], "securityContext": {"runAsNonRoot": false}}]}}}}
            """);

        value["metadata"].ShouldBeJson("""{"name": "web"}""");
        var spec = value["spec"]!.AsObject();
        spec.ContainsKey("paused").ShouldBeFalse();
        spec.ContainsKey("minReadySeconds").ShouldBeFalse();
        spec["replicas"].ShouldBeJson("0");
        var pod = spec.ObjectAt("template", "spec")!;
        pod.ContainsKey("hostNetwork").ShouldBeFalse();
        pod.ContainsKey("volumes").ShouldBeFalse();
        var container = pod.ObjectsAt("containers").Single();
        container.ContainsKey("command").ShouldBeFalse();
        container["env"].ShouldBeJson("""[{"name": "A"}]""");
        container["securityContext"].ShouldBeJson("""{"runAsNonRoot": false}""");
        container.TextAt("imagePullPolicy").ShouldBe("IfNotPresent");
    }

    [Fact]
    public void Times_InAnotherZone_AreKeptInUtc()
    {
        var value = KindWriter.Complete(Lease, """{"spec": {"renewTime": "2026-01-01T02:00:00.500000+02:00"}}""");

        value.TextAt("spec", "renewTime").ShouldBe("2026-01-01T00:00:00.500000Z");
    }

    [Fact]
    public void MicroTime_WithoutMicroseconds_IsRefusedAsUnreadable()
    {
        var refusal = Should.Throw<ApiException>(
            () => KindWriter.Complete(Lease, """{"spec": {"renewTime": "2026-01-01T00:00:00Z"}}"""));

        refusal.Code.ShouldBe(400);
        refusal.Message.ShouldStartWith("Lease in version \"v1\" cannot be handled as a Lease: parsing time");
    }

    [Fact]
    public void Quantity_Malformed_IsRefusedAsUnreadable()
    {
        var refusal = Should.Throw<ApiException>(() => KindWriter.Complete(Deployment, """
            {"spec": {"template": {"spec": {"containers": [{"name": "a", "resources": {"limits": {"memory": "256MB"}}}]}}}}
            """));

        refusal.Code.ShouldBe(400);
        refusal.Message.ShouldContain("quantities must match the regular expression");
    }

    [Fact]
    public void Object_BroughtIntoWireFormTwice_StaysTheSame()
    {
        foreach (var row in BuiltInKinds.All)
        {
            var once = KindWriter.Complete(row, """{"metadata": {"name": "x"}}""");
            var twice = once.DeepClone().AsObject();
            row.Default?.Invoke(twice);
            JsonNode.DeepEquals(once, twice).ShouldBeTrue(row.ToString());
        }
    }
}
