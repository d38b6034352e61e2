using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.Tests.Kinds.Networking;

public sealed class IngressTests
{
    private const string Valid = """
        {"metadata": {"name": "web"}, "spec": {"ingressClassName": "nginx", "tls": [{"hosts": ["a.example.com"], "secretName": "tls"}],
         "rules": [{"host": "a.example.com", "http": {"paths": [{"path": "/", "pathType": "Prefix",
           "backend": {"service": {"name": "web", "port": {"name": "http"}}}}]}}]}}
        """;

    private static readonly KindRow Row = KindWriter.Row("Ingress", "networking.k8s.io");

    [Fact]
    public void Ingress_Created_StaysAsWritten()
    {
        var value = KindWriter.Create(Row, Valid);

        value["spec"].ShouldBeJson("""
            {"ingressClassName": "nginx", "tls": [{"hosts": ["a.example.com"], "secretName": "tls"}],
             "rules": [{"host": "a.example.com", "http": {"paths": [{"path": "/", "pathType": "Prefix",
               "backend": {"service": {"name": "web", "port": {"name": "http"}}}}]}}]}
            """);
        value["status"].ShouldBeJson("""{"loadBalancer": {}}""");
    }

    [Theory]
    [InlineData("\"host\": \"a.example.com\"", "\"host\": \"10.0.0.1\"", "spec.rules[0].host: Invalid value: \"10.0.0.1\": must be a DNS name, not an IP address")]
    [InlineData("\"path\": \"/\"", "\"path\": \"x\"", "spec.rules[0].http.paths[0].path: Invalid value: \"x\": must be an absolute path")]
    [InlineData("\"path\": \"/\"", "\"path\": \"/a//b\"", "spec.rules[0].http.paths[0].path: Invalid value: \"/a//b\": must not contain '//'")]
    [InlineData("\"pathType\": \"Prefix\",", "", "spec.rules[0].http.paths[0].pathType: Required value: pathType must be specified")]
    [InlineData(
        "\"Prefix\"",
        "\"Any\"",
        "spec.rules[0].http.paths[0].pathType: Unsupported value: \"Any\": supported values: \"Exact\", \"ImplementationSpecific\", \"Prefix\"")]
    [InlineData("{\"name\": \"http\"}", "{}", "spec.rules[0].http.paths[0].backend: Required value: port name or number is required")]
    [InlineData(
        "{\"name\": \"http\"}",
        "{\"name\": \"http\", \"number\": 80}",
        "spec.rules[0].http.paths[0].backend: Invalid value: \"\": cannot set both port name & port number")]
    [InlineData("\"host\": \"a.example.com\"", "\"host\": \"*.example.com\"")]
    public void Spec_Checked_HasTheRealServersFaults(string part, string broken, params string[] faults)
    {
        var actual = KindWriter.Faults(Row, Valid.Replace(part, broken, StringComparison.Ordinal));

        actual.ShouldBe(faults);
    }

    [Fact]
    public void Spec_WithoutRulesOrBackend_IsRefused() =>
        KindWriter.Faults(Row, """{"metadata": {"name": "web"}, "spec": {}}""")
            .ShouldBe(["spec: Invalid value: null: either `defaultBackend` or `rules` must be specified"]);
}
