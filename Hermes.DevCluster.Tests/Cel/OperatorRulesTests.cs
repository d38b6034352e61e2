using System.Text.Json.Nodes;
using Hermes.DevCluster.Schemas;
using Hermes.DevCluster.Schemas.Definitions;

namespace Hermes.DevCluster.Tests.Cel;

/// <summary>The rules that HermesApp's CRD and KEDA's CRDs carry must compile and hold as they are meant.</summary>
public class OperatorRulesTests
{
    private const string HermesApp = """
        {
          "type": "object",
          "x-kubernetes-validations": [
            {"rule": "size(self.metadata.name) <= 51", "message": "name too long"},
            {"rule": "!self.metadata.name.endsWith('-interceptor')", "message": "name is reserved"}
          ],
          "properties": {"spec": {"type": "object", "properties": {
            "scaling": {
              "type": "object",
              "x-kubernetes-validations": [
                {"rule": "!has(self.minReplicas) || self.minReplicas <= self.maxReplicas", "message": "must not be below minReplicas", "fieldPath": ".maxReplicas"},
                {"rule": "[has(self.cpu), has(self.memory), has(self.http)].exists(x, x)", "message": "name a metric"},
                {"rule": "!has(self.minReplicas) || self.minReplicas > 0 || has(self.http)", "message": "zero needs http"}
              ],
              "required": ["maxReplicas"],
              "properties": {
                "minReplicas": {"type": "integer"},
                "maxReplicas": {"type": "integer"},
                "cpu": {"type": "object", "properties": {"averageUtilization": {"type": "integer"}}},
                "memory": {"type": "object", "properties": {"averageUtilization": {"type": "integer"}}},
                "http": {
                  "type": "object",
                  "x-kubernetes-validations": [
                    {"rule": "[has(self.concurrency), has(self.requestRate)].exists_one(x, x)", "message": "exactly one of both"}
                  ],
                  "properties": {"concurrency": {"type": "integer"}, "requestRate": {"type": "object", "properties": {"target": {"type": "integer"}}}}
                }
              }
            },
            "ingress": {
              "type": "object",
              "x-kubernetes-validations": [
                {
                  "rule": "self.hosts.all(h, h.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$') && h.contains('.') && !h.endsWith('.svc'))",
                  "message": "hosts must be public DNS names"
                },
                {"rule": "!has(self.tls) || !(has(self.tls.secretName) && has(self.tls.clusterIssuer))", "message": "not both"}
              ],
              "properties": {
                "hosts": {"type": "array", "x-kubernetes-list-type": "set", "items": {"type": "string"}},
                "tls": {"type": "object", "properties": {"secretName": {"type": "string"}, "clusterIssuer": {"type": "string"}}}
              }
            }
          }}}
        }
        """;

    private const string Keda = """
        {
          "type": "object",
          "properties": {"spec": {
            "type": "object",
            "x-kubernetes-validations": [{
              "rule": "!has(self.minReplicaCount) || self.minReplicaCount <= (has(self.maxReplicaCount) ? self.maxReplicaCount : 100)",
              "message": "minReplicaCount must be less than or equal to maxReplicaCount"
            }],
            "properties": {
              "minReplicaCount": {"type": "integer", "format": "int32"},
              "maxReplicaCount": {"type": "integer", "format": "int32"},
              "scaleTargetRef": {
                "type": "object",
                "x-kubernetes-validations": [
                  {"rule": "has(self.portName) != has(self.port)", "message": "must define either the 'portName' or the 'port'"}
                ],
                "properties": {"portName": {"type": "string"}, "port": {"type": "integer"}}
              },
              "coldStart": {
                "type": "object",
                "x-kubernetes-validations": [
                  {"rule": "has(self.fallback) || has(self.placeholder)"},
                  {"rule": "!(has(self.body) && has(self.bodyFromConfigMap))"}
                ],
                "properties": {
                  "fallback": {"type": "string"}, "placeholder": {"type": "string"}, "body": {"type": "string"}, "bodyFromConfigMap": {"type": "string"}
                }
              }
            }
          }}
        }
        """;

    [Theory]
    [InlineData("app", """{"scaling": {"minReplicas": 1, "maxReplicas": 3, "cpu": {}}, "ingress": {"hosts": ["a.example.com"]}}""", null)]
    [InlineData("app", """{"scaling": {"minReplicas": 5, "maxReplicas": 3, "cpu": {}}}""", "spec.scaling.maxReplicas: Invalid value: must not be below minReplicas")]
    [InlineData("app", """{"scaling": {"maxReplicas": 3}}""", "spec.scaling: Invalid value: name a metric")]
    [InlineData("app", """{"scaling": {"minReplicas": 0, "maxReplicas": 3, "cpu": {}}}""", "spec.scaling: Invalid value: zero needs http")]
    [InlineData("app", """{"scaling": {"minReplicas": 0, "maxReplicas": 3, "http": {"concurrency": 1}}}""", null)]
    [InlineData("app", """{"scaling": {"maxReplicas": 3, "http": {}}}""", "spec.scaling.http: Invalid value: exactly one of both")]
    [InlineData(
        "app", """{"scaling": {"maxReplicas": 3, "http": {"concurrency": 1, "requestRate": {}}}}""",
        "spec.scaling.http: Invalid value: exactly one of both")]
    [InlineData("app", """{"ingress": {"hosts": ["nodot"]}}""", "spec.ingress: Invalid value: hosts must be public DNS names")]
    [InlineData("app", """{"ingress": {"hosts": ["a.b", "Upper.example.com"]}}""", "spec.ingress: Invalid value: hosts must be public DNS names")]
    [InlineData("app", """{"ingress": {"hosts": ["web.default.svc"]}}""", "spec.ingress: Invalid value: hosts must be public DNS names")]
    [InlineData("app", """{"ingress": {"hosts": ["a.b"], "tls": {"secretName": "s", "clusterIssuer": "i"}}}""", "spec.ingress: Invalid value: not both")]
    [InlineData("web-interceptor", "{}", "<nil>: Invalid value: name is reserved")]
    [InlineData("a123456789-123456789-123456789-123456789-123456789-1", "{}", "<nil>: Invalid value: name too long")]
    public void HermesApp_Spec_IsJudgedByItsRules(string name, string spec, string? expected) => Judge(HermesApp, name, spec, expected);

    [Theory]
    [InlineData("""{"minReplicaCount": 0, "maxReplicaCount": 5, "scaleTargetRef": {"port": 80}}""", null)]
    [InlineData("""{"minReplicaCount": 101}""", "spec: Invalid value: minReplicaCount must be less than or equal to maxReplicaCount")]
    [InlineData(
        """{"scaleTargetRef": {"port": 80, "portName": "http"}}""",
        "spec.scaleTargetRef: Invalid value: must define either the 'portName' or the 'port'")]
    [InlineData("""{"scaleTargetRef": {}}""", "spec.scaleTargetRef: Invalid value: must define either the 'portName' or the 'port'")]
    [InlineData("""{"coldStart": {}}""", "spec.coldStart: Invalid value: failed rule: has(self.fallback) || has(self.placeholder)")]
    [InlineData(
        """{"coldStart": {"fallback": "f", "body": "b", "bodyFromConfigMap": "c"}}""",
        "spec.coldStart: Invalid value: failed rule: !(has(self.body) && has(self.bodyFromConfigMap))")]
    public void Keda_Spec_IsJudgedByItsRules(string spec, string? expected) => Judge(Keda, "web", spec, expected);

    private static void Judge(string schemaText, string name, string spec, string? expected)
    {
        var json = Json.Object(schemaText);
        SchemaRulesCheck.Check("schema", json, compiles: true).ShouldBeEmpty();
        JsonObject owner = new() { ["metadata"] = new JsonObject { ["name"] = name }, ["spec"] = Json.Object(spec) };
        SchemaValidator.Validate(owner, null, SchemaParser.Parse(json)).Select(error => $"{error.Field}: {error.Message}")
            .ShouldBe(expected is null ? [] : [expected]);
    }
}
