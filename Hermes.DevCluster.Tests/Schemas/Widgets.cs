using System.Text.Json.Nodes;
using Hermes.DevCluster.Schemas;
using Hermes.DevCluster.Schemas.Definitions;

namespace Hermes.DevCluster.Tests.Schemas;

/// <summary>A CRD with every feature that the tests need.</summary>
internal static class Widgets
{
    public static Schema Schema { get; } = SchemaParser.Parse(Definition()["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!.AsObject());

    /// <summary>The CRD, changed by the test.</summary>
    public static JsonObject Definition(Action<JsonObject>? change = null)
    {
        var crd = Json.Object(Text);
        change?.Invoke(crd);
        CustomResourceDefinitions.Default(crd);
        return crd;
    }

    /// <summary>The fields of the spec's schema in a definition.</summary>
    public static JsonObject SpecProperties(JsonObject crd) =>
        crd["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!["properties"]!["spec"]!["properties"]!.AsObject();

    /// <summary>An object with this spec.</summary>
    public static JsonObject Widget(string spec, string name = "one") => Json.Object(
        $$"""{"apiVersion": "example.dev/v1alpha1", "kind": "Widget", "metadata": {"name": "{{name}}"}, "spec": {{spec}}}""");

    private const string Text = """
        {
          "apiVersion": "apiextensions.k8s.io/v1",
          "kind": "CustomResourceDefinition",
          "metadata": {"name": "widgets.example.dev"},
          "spec": {
            "group": "example.dev",
            "scope": "Namespaced",
            "names": {"kind": "Widget", "plural": "widgets", "shortNames": ["wd"], "categories": ["all"]},
            "versions": [{
              "name": "v1alpha1",
              "served": true,
              "storage": true,
              "subresources": {
                "status": {},
                "scale": {
                  "specReplicasPath": ".spec.replicas",
                  "statusReplicasPath": ".status.replicas",
                  "labelSelectorPath": ".status.selector"
                }
              },
              "selectableFields": [{"jsonPath": ".spec.mode"}],
              "additionalPrinterColumns": [
                {"name": "Image", "type": "string", "jsonPath": ".spec.image"},
                {"name": "Ready", "type": "string", "jsonPath": ".status.conditions[?(@.type==\"Ready\")].status"},
                {"name": "Replicas", "type": "integer", "jsonPath": ".spec.replicas", "priority": 1},
                {"name": "Age", "type": "date", "jsonPath": ".metadata.creationTimestamp"}
              ],
              "schema": {"openAPIV3Schema": {
                "type": "object",
                "required": ["spec"],
                "properties": {
                  "spec": {
                    "type": "object",
                    "required": ["image"],
                    "properties": {
                      "image": {"type": "string", "minLength": 1, "maxLength": 40},
                      "replicas": {"type": "integer", "format": "int32", "minimum": 0, "maximum": 10, "default": 1},
                      "mode": {"type": "string", "enum": ["A", "B"], "default": "A"},
                      "host": {"type": "string", "pattern": "^[a-z.]+$"},
                      "scaling": {
                        "type": "object",
                        "properties": {"min": {"type": "integer", "default": 1}, "max": {"type": "integer"}},
                        "x-kubernetes-validations": [
                          {"rule": "!has(self.max) || self.min <= self.max", "message": "min must not exceed max"}
                        ]
                      },
                      "ports": {
                        "type": "array",
                        "x-kubernetes-list-type": "map",
                        "x-kubernetes-list-map-keys": ["name"],
                        "items": {
                          "type": "object",
                          "required": ["name"],
                          "properties": {"name": {"type": "string"}, "port": {"type": "integer", "maximum": 65535}}
                        }
                      },
                      "hosts": {"type": "array", "maxItems": 2, "x-kubernetes-list-type": "set", "items": {"type": "string"}},
                      "args": {"type": "array", "items": {"type": "string"}},
                      "qty": {"x-kubernetes-int-or-string": true},
                      "since": {"type": "string", "format": "date-time"},
                      "labels": {"type": "object", "maxProperties": 2, "additionalProperties": {"type": "string"}},
                      "note": {"type": "string", "nullable": true},
                      "free": {"type": "object", "x-kubernetes-preserve-unknown-fields": true}
                    }
                  },
                  "status": {
                    "type": "object",
                    "properties": {
                      "replicas": {"type": "integer"},
                      "selector": {"type": "string"},
                      "conditions": {
                        "type": "array",
                        "x-kubernetes-list-type": "map",
                        "x-kubernetes-list-map-keys": ["type"],
                        "items": {
                          "type": "object",
                          "required": ["type", "status"],
                          "properties": {"type": {"type": "string"}, "status": {"type": "string"}, "reason": {"type": "string"}}
                        }
                      }
                    }
                  }
                }
              }}
            }]
          }
        }
        """;
}
