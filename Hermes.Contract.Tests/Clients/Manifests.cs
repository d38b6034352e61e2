namespace Hermes.Contract.Tests.Clients;

/// <summary>What the tests give to kubectl.</summary>
internal static class Manifests
{
    public static string Deployment(string name, string image = "registry.example/web:1", int replicas = 1) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: {{name}}
          labels: {app: {{name}}}
        spec:
          replicas: {{replicas}}
          selector:
            matchLabels: {app: {{name}}}
          template:
            metadata:
              labels: {app: {{name}}}
            spec:
              containers:
              - name: web
                image: {{image}}
                ports: [{containerPort: 8080}]

        """;

    public static string Service(string name) => $$"""
        apiVersion: v1
        kind: Service
        metadata: {name: {{name}}}
        spec:
          selector: {app: {{name}}}
          ports: [{name: http, port: 80, targetPort: 8080}]

        """;

    public static string ConfigMap(string name, string data, string metadata = "") => $$"""
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: {{name}}{{(metadata.Length == 0 ? "" : $", {metadata}")}}}
        data: {{data}}

        """;

    public static string Widget(string group, string name, string spec = "{image: shop}") => $$"""
        apiVersion: {{group}}/v1alpha1
        kind: Widget
        metadata: {name: {{name}}}
        spec: {{spec}}

        """;

    /// <summary>A ConfigMap that belongs to another.</summary>
    public static string Dependent(string name, string owner, string uid) => ConfigMap(
        name,
        "{}",
        $$"""ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: {{owner}}, uid: {{uid}}, blockOwnerDeletion: true}]""");
}
