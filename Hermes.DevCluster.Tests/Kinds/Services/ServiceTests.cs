using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Requests;

namespace Hermes.DevCluster.Tests.Kinds.Services;

public sealed class ServiceTests
{
    private const string LoadBalancer = """
        {"metadata": {"name": "lb", "uid": "1"}, "spec": {"type": "LoadBalancer", "selector": {"app": "web"},
         "ports": [{"name": "http", "port": 80, "targetPort": 8000}]}}
        """;

    private static readonly KindRow Row = KindWriter.Row("Service", "");

    [Fact]
    public void ClusterIp_Created_GetsEveryDefaultOfTheRealServer()
    {
        var value = KindWriter.Create(Row, """
            {"metadata": {"name": "web"}, "spec": {"selector": {"app": "web"}, "ports": [{"name": "http", "port": 80, "targetPort": "http"}]}}
            """);

        value["spec"].ShouldBeJson("""
            {"ports": [{"name": "http", "protocol": "TCP", "port": 80, "targetPort": "http"}], "selector": {"app": "web"},
             "clusterIP": "10.96.0.16", "clusterIPs": ["10.96.0.16"], "type": "ClusterIP", "sessionAffinity": "None",
             "ipFamilies": ["IPv4"], "ipFamilyPolicy": "SingleStack", "internalTrafficPolicy": "Cluster"}
            """);
        value["status"].ShouldBeJson("""{"loadBalancer": {}}""");
    }

    [Fact]
    public void ExternalName_Created_HasNoAddress()
    {
        var value = KindWriter.Create(Row, """
            {"metadata": {"name": "ext"}, "spec": {"type": "ExternalName", "externalName": "a.b.svc.cluster.local",
             "ports": [{"name": "http", "port": 8080}]}}
            """);

        value["spec"].ShouldBeJson("""
            {"ports": [{"name": "http", "protocol": "TCP", "port": 8080, "targetPort": 8080}], "type": "ExternalName",
             "sessionAffinity": "None", "externalName": "a.b.svc.cluster.local"}
            """);
    }

    [Fact]
    public void LoadBalancer_Created_GetsANodePort()
    {
        var value = KindWriter.Create(Row, LoadBalancer);

        value["spec"].ShouldBeJson("""
            {"ports": [{"name": "http", "protocol": "TCP", "port": 80, "targetPort": 8000, "nodePort": 30000}],
             "selector": {"app": "web"}, "clusterIP": "10.96.0.16", "clusterIPs": ["10.96.0.16"], "type": "LoadBalancer",
             "sessionAffinity": "None", "externalTrafficPolicy": "Cluster", "ipFamilies": ["IPv4"], "ipFamilyPolicy": "SingleStack",
             "allocateLoadBalancerNodePorts": true, "internalTrafficPolicy": "Cluster"}
            """);
    }

    [Fact]
    public void Addresses_OfManyServices_Differ()
    {
        var all = new List<JsonObject>();
        for (var i = 0; i < 300; i++)
        {
            all.Add(KindWriter.Create(Row, LoadBalancer.Replace("\"uid\": \"1\"", $"\"uid\": \"{i}\"", StringComparison.Ordinal), [.. all]));
        }

        all.Select(service => service.TextAt("spec", "clusterIP")).Distinct().Count().ShouldBe(all.Count);
        all.Select(service => service.ObjectsAt("spec", "ports").Single().IntegerAt("nodePort")).Distinct().Count().ShouldBe(all.Count);
    }

    [Fact]
    public void Address_Taken_IsRefused()
    {
        var first = KindWriter.Create(Row, LoadBalancer);

        var refusal = Should.Throw<ApiException>(() => KindWriter.Create(
            Row,
            """{"metadata": {"name": "b", "uid": "2"}, "spec": {"clusterIP": "10.96.0.16", "ports": [{"port": 80}]}}""",
            first));

        refusal.Message.ShouldBe(
            "Service \"b\" is invalid: spec.clusterIPs: Invalid value: [\"10.96.0.16\"]: "
            + "failed to allocate IP 10.96.0.16: provided IP is already allocated");
    }

    [Fact]
    public void Update_ThatNamesNoAllocation_KeepsIt()
    {
        var old = KindWriter.Create(Row, LoadBalancer);

        var value = KindWriter.Update(Row, LoadBalancer, old);

        JsonNode.DeepEquals(value["spec"], old["spec"]).ShouldBeTrue();
    }

    [Fact]
    public void Type_ChangedToClusterIp_DropsWhatOnlyLoadBalancersHave()
    {
        var old = KindWriter.Create(Row, LoadBalancer);
        var changed = old.DeepClone().AsObject();
        changed["spec"]!["type"] = "ClusterIP";

        var value = KindWriter.Update(Row, changed.ToJsonString(), old);

        var spec = value["spec"]!.AsObject();
        spec.TextAt("clusterIP").ShouldBe("10.96.0.16");
        foreach (var name in (string[])["allocateLoadBalancerNodePorts", "externalTrafficPolicy"])
        {
            spec.ContainsKey(name).ShouldBeFalse(name);
        }

        spec.ObjectsAt("ports").Single().ContainsKey("nodePort").ShouldBeFalse();
    }

    [Fact]
    public void Type_ChangedToExternalName_DropsTheAddress()
    {
        var old = KindWriter.Create(Row, """{"metadata": {"name": "a"}, "spec": {"ports": [{"port": 80}]}}""");
        var changed = old.DeepClone().AsObject();
        changed["spec"]!["type"] = "ExternalName";
        changed["spec"]!["externalName"] = "a.example.com";

        var value = KindWriter.Update(Row, changed.ToJsonString(), old);

        value.At("spec", "clusterIP").ShouldBeNull();
        value.At("spec", "ipFamilies").ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"ports": []}""", "spec.ports: Required value")]
    [InlineData("""{"clusterIP": "None"}""")]
    [InlineData("""{"type": "ExternalName"}""", "spec.externalName: Required value")]
    [InlineData(
        """{"ports": [{"port": 0}]}""",
        "spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive",
        "spec.ports[0].targetPort: Invalid value: 0: must be between 1 and 65535, inclusive")]
    [InlineData("""{"ports": [{"port": 80}, {"name": "b", "port": 81}]}""", "spec.ports[0].name: Required value")]
    [InlineData(
        """{"type": "Nope", "ports": [{"port": 80}]}""",
        "spec.type: Unsupported value: \"Nope\": supported values: \"ClusterIP\", \"ExternalName\", \"LoadBalancer\", \"NodePort\"")]
    [InlineData(
        """{"ports": [{"port": 80, "nodePort": 30080}]}""",
        "spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'")]
    [InlineData(
        """{"ports": [{"port": 80, "targetPort": "Http"}]}""",
        "spec.ports[0].targetPort: Invalid value: \"Http\": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)")]
    public void Spec_Checked_HasTheRealServersFaults(string spec, params string[] faults) =>
        KindWriter.Faults(Row, $$"""{"metadata": {"name": "a"}, "spec": {{spec}}}""").ShouldBe(faults);
}
