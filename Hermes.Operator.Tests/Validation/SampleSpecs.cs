using System.Text.Json.Nodes;
using Hermes.Kubernetes.Yaml;

namespace Hermes.Operator.Tests.Validation;

/// <summary>Valid specs which together use every field.</summary>
internal static class SampleSpecs
{
    public static IReadOnlyList<JsonObject> All { get; } =
    [
        Parse("""
            image: ghcr.io/acme/hello:1.0
            imagePullPolicy: Always
            imagePullSecrets: [{name: registry}]
            command: [/bin/hello]
            args: [--verbose]
            port: 8080
            env:
            - {name: VALUE, value: text}
            - {name: CONFIG, valueFrom: {configMapKeyRef: {name: settings, key: a, optional: true}}}
            - {name: SECRET, valueFrom: {secretKeyRef: {name: database, key: password, optional: false}}}
            - {name: FIELD, valueFrom: {fieldRef: {apiVersion: v1, fieldPath: status.podIP}}}
            - {name: RESOURCE, valueFrom: {resourceFieldRef: {containerName: app, resource: limits.memory, divisor: 1Mi}}}
            envFrom:
            - {prefix: A_, configMapRef: {name: settings, optional: true}}
            - {secretRef: {name: database, optional: true}}
            resources:
              requests: {kubernetes.io/a: 1}
              limits: {kubernetes.io/a: 1}
            probes:
              readiness: {path: /readyz, port: 8081, initialDelaySeconds: 1, periodSeconds: 2, timeoutSeconds: 3, failureThreshold: 4}
              liveness: {path: /livez}
              startup: {port: 8081}
            replicas: 3
            scaling:
              minReplicas: 1
              maxReplicas: 1000
              cpu: {averageUtilization: 70}
              memory: {averageUtilization: 80}
              http: {concurrency: 10, cooldownSeconds: 60}
              behavior:
                scaleUp:
                  stabilizationWindowSeconds: 0
                  selectPolicy: Max
                  policies: [{type: Pods, value: 1, periodSeconds: 60}]
                  tolerance: "0.1"
                scaleDown: {selectPolicy: Disabled}
            service: {type: NodePort, port: 80, annotations: {example.com/a: b}}
            ingress:
              hosts: [hello.example.com]
              path: /api
              pathType: Exact
              className: nginx
              tls: {secretName: certificate}
              annotations: {example.com/a: b}
            telemetry:
              enabled: true
              endpoint: http://collector:4318
              protocol: grpc
              serviceName: greeter
              resourceAttributes: {team: shop}
            security: {runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000, readOnlyRootFilesystem: false}
            serviceAccountName: hello
            paused: false
            """),
        Parse("""
            image: hello
            scaling:
              maxReplicas: 10
              http: {requestRate: {target: 100, windowSeconds: 30}}
            ingress:
              hosts: [hello.example.com]
              tls: {clusterIssuer: letsencrypt}
            """),
    ];

    public static JsonObject Parse(string yaml) => YamlReader.Read(yaml).ShouldHaveSingleItem().Content.AsObject();

    /// <summary>An app with the spec.</summary>
    public static JsonObject App(JsonNode? spec, string name = "hello") => new()
    {
        ["apiVersion"] = "hermes.dev/v1alpha1",
        ["kind"] = "HermesApp",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "shop" },
        ["spec"] = spec?.DeepClone(),
    };
}
