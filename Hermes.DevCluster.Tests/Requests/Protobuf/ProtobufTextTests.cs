using Hermes.DevCluster.Requests.Protobuf;

namespace Hermes.DevCluster.Tests.Requests.Protobuf;

public class ProtobufTextTests
{
    [Fact]
    public void Parse_OfANamespace_DropsWhatGoWritesForNothing()
    {
        var metadata = Field(1, Text(1, "demo"), Text(2, ""), Text(3, ""), Number(7, 0), Field(8), Field(11, Text(1, "k"), Text(2, "v")));
        var body = Body("v1", "Namespace", metadata, Field(2), Field(3, Text(1, "")));

        ProtobufText.Parse(body).ShouldBeJson(
            """{"metadata": {"name": "demo", "labels": {"k": "v"}}, "apiVersion": "v1", "kind": "Namespace"}""");
    }

    [Fact]
    public void Parse_OfADeployment_KeepsTheZeroThatIsMeant()
    {
        var container = Field(2, Text(1, "app"), Text(2, "x:1"), Field(6, Text(1, ""), Number(2, 0), Number(3, 80), Text(4, "")), Field(8));
        var template = Field(3, Field(1, Field(11, Text(1, "app"), Text(2, "web"))), Field(2, container, Text(3, ""), Number(11, 0)));
        var spec = Field(2, Number(1, 0), Field(2, Field(1, Text(1, "app"), Text(2, "web"))), template, Field(4, Text(1, "")), Number(5, 0));
        var body = Body("apps/v1", "Deployment", Field(1, Text(1, "web")), spec);

        ProtobufText.Parse(body)!["spec"].ShouldBeJson(
            """
            {"replicas": 0, "selector": {"matchLabels": {"app": "web"}}, "template": {
             "metadata": {"labels": {"app": "web"}},
             "spec": {"containers": [{"name": "app", "image": "x:1", "ports": [{"containerPort": 80}]}]}}}
            """);
    }

    [Fact]
    public void Parse_OfAnIngress_PutsARulesValueBesideItsHost()
    {
        var backend = Field(2, Field(4, Text(1, "cart"), Field(2, Text(1, "http"), Number(2, 0))));
        var rule = Field(3, Text(1, "example.com"), Field(2, Field(1, Field(1, Text(1, "/"), backend, Text(3, "Prefix")))));

        ProtobufText.Parse(Body("networking.k8s.io/v1", "Ingress", Field(1, Text(1, "web")), Field(2, rule), Field(3, Field(1))))!["spec"].ShouldBeJson(
            """
            {"rules": [{"host": "example.com", "http": {"paths": [
             {"path": "/", "pathType": "Prefix", "backend": {"service": {"name": "cart", "port": {"name": "http"}}}}]}}]}
            """);
    }

    [Fact]
    public void Parse_OfAQuota_WritesQuantitiesAsText()
    {
        var hard = Field(1, Text(1, "requests.cpu"), Field(2, Text(1, "500m")));

        ProtobufText.Parse(Body("v1", "ResourceQuota", Field(1, Text(1, "web")), Field(2, hard), Field(3)))!["spec"].ShouldBeJson(
            """{"hard": {"requests.cpu": "500m"}}""");
    }

    [Fact]
    public void Parse_OfAFieldItDoesNotKnow_GivesUpRatherThanLoseIt()
    {
        var container = Field(2, Text(1, "app"), Field(9, Text(1, "data"), Text(3, "/data")));
        var spec = Field(2, Field(3, Field(2, container)));

        ProtobufText.Parse(Body("apps/v1", "Deployment", Field(1, Text(1, "web")), spec)).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("k8s\0\n")]
    [InlineData("k8s\0\u0012\u007Fshort")]
    public void Parse_OfWhatIsNoSuchMessage_IsNull(string body) =>
        ProtobufText.Parse(System.Text.Encoding.Latin1.GetBytes(body)).ShouldBeNull();

    [Fact]
    public void Parse_OfAKindItDoesNotKnow_IsNull() =>
        ProtobufText.Parse(Body("v1", "Gizmo", Field(1, Text(1, "x")))).ShouldBeNull();

    private static byte[] Body(string apiVersion, string kind, params byte[][] fields) =>
        [.. "k8s\0"u8, .. Field(1, Text(1, apiVersion), Text(2, kind)), .. Field(2, fields), .. Text(3, ""), .. Text(4, "")];

    private static byte[] Text(int number, string text) => Field(number, System.Text.Encoding.UTF8.GetBytes(text));

    private static byte[] Number(int number, byte value) => [(byte)(number << 3), value];

    private static byte[] Field(int number, params byte[][] parts)
    {
        byte[] content = [.. parts.SelectMany(part => part)];
        byte[] length = content.Length < 128 ? [(byte)content.Length] : [(byte)(content.Length | 0x80), (byte)(content.Length >> 7)];
        return [(byte)((number << 3) | 2), .. length, .. content];
    }
}
