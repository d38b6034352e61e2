using System.Text.Json.Nodes;

namespace Hermes.Campaigns.Operations;

/// <summary>The surroundings in which a field can be set and does something.</summary>
/// <param name="Prefix">Of the paths of the fields; the longest that fits counts.</param>
/// <param name="Spec">The spec around it, without the field or with another value, as YAML's JSON.</param>
/// <param name="Effect">The resource, by its plural, that the field shows in; null for none but the app itself.</param>
/// <param name="Samples">Two valid values or more; empty where the schema alone says them.</param>
internal sealed record FieldSetting(string Prefix, string Spec, string? Effect, params IReadOnlyList<string> Samples)
{
    private const string Deployments = "deployments";
    private const string Services = "services";
    private const string Ingresses = "ingresses";
    private const string Autoscalers = "horizontalpodautoscalers";
    private const string ScaledObjects = "scaledobjects";

    private const string Plain = """{"image":"ghcr.io/acme/web:1","replicas":2}""";
    private const string Routed = """{"image":"ghcr.io/acme/web:1","replicas":2,"ingress":{"hosts":["web.example.org"]}}""";
    private const string OnCpu = """{"image":"ghcr.io/acme/web:1","scaling":{"minReplicas":2,"maxReplicas":6,"cpu":{"averageUtilization":50}}}""";
    private const string OnHttp = """{"image":"ghcr.io/acme/web:1","scaling":{"minReplicas":2,"maxReplicas":6,"http":{"concurrency":10}}}""";
    private const string OnRate = """{"image":"ghcr.io/acme/web:1","scaling":{"minReplicas":2,"maxReplicas":6,"http":{"requestRate":{"target":10}}}}""";
    private const string Measured = """{"image":"ghcr.io/acme/web:1","replicas":2,"telemetry":{"endpoint":"http://collector.example.org:4318"}}""";
    /// <summary>All of them.</summary>
    public static IReadOnlyList<FieldSetting> All { get; } =
    [
        new("image", Plain, Deployments, "\"ghcr.io/acme/web:2\"", "\"nginx\"", "\"ghcr.io/acme/web@sha256:0000000000000000000000000000000000000000000000000000000000000001\""),
        new("imagePullPolicy", Plain, Deployments),
        new("imagePullSecrets", Plain, Deployments, """[{"name":"one"}]""", """[{"name":"two"},{"name":"three"}]"""),
        new("imagePullSecrets[].name", """{"image":"ghcr.io/acme/web:1","replicas":2,"imagePullSecrets":[{"name":"zero"}]}""", Deployments),
        new("command", Plain, Deployments, """["sh"]""", """["sh","-c"]"""),
        new("command[]", """{"image":"ghcr.io/acme/web:1","replicas":2,"command":["sh"]}""", Deployments),
        new("args", Plain, Deployments, """["a"]""", """["a","b"]"""),
        new("args[]", """{"image":"ghcr.io/acme/web:1","replicas":2,"args":["zero"]}""", Deployments),
        new("port", Plain, Deployments),
        new("env", Plain, Deployments, """[{"name":"A","value":"1"}]""", """[{"name":"B","value":"2"},{"name":"A","value":"1"}]"""),
        new("env[].name", """{"image":"ghcr.io/acme/web:1","replicas":2,"env":[{"name":"ZERO","value":"1"}]}""", Deployments, "\"A\"", "\"B\""),
        new("env[].value", """{"image":"ghcr.io/acme/web:1","replicas":2,"env":[{"name":"A"}]}""", Deployments),
        new("env[].valueFrom.configMapKeyRef", """{"image":"ghcr.io/acme/web:1","replicas":2,"env":[{"name":"A","valueFrom":{"configMapKeyRef":{"name":"zero","key":"zero"}}}]}""", Deployments),
        new("env[].valueFrom.secretKeyRef", """{"image":"ghcr.io/acme/web:1","replicas":2,"env":[{"name":"A","valueFrom":{"secretKeyRef":{"name":"zero","key":"zero"}}}]}""", Deployments),
        new("env[].valueFrom.fieldRef.apiVersion", """{"image":"ghcr.io/acme/web:1","replicas":2,"env":[{"name":"A","valueFrom":{"fieldRef":{"fieldPath":"spec.nodeName"}}}]}""", null),
        new("env[].valueFrom.fieldRef.fieldPath", """{"image":"ghcr.io/acme/web:1","replicas":2,"env":[{"name":"A","valueFrom":{"fieldRef":{"fieldPath":"spec.nodeName"}}}]}""", Deployments, "\"metadata.name\"", "\"metadata.namespace\""),
        new("env[].valueFrom.resourceFieldRef.containerName", """{"image":"ghcr.io/acme/web:1","replicas":2,"env":[{"name":"A","valueFrom":{"resourceFieldRef":{"resource":"limits.memory"}}}]}""", Deployments),
        new("env[].valueFrom.resourceFieldRef.divisor", """{"image":"ghcr.io/acme/web:1","replicas":2,"env":[{"name":"A","valueFrom":{"resourceFieldRef":{"resource":"limits.memory"}}}]}""", Deployments, "\"1Mi\"", "\"1\""),
        new("env[].valueFrom.resourceFieldRef.resource", """{"image":"ghcr.io/acme/web:1","replicas":2,"env":[{"name":"A","valueFrom":{"resourceFieldRef":{"resource":"limits.memory"}}}]}""", Deployments, "\"requests.cpu\"", "\"requests.memory\""),
        new("envFrom", Plain, Deployments, """[{"configMapRef":{"name":"one"}}]""", """[{"secretRef":{"name":"two"}}]"""),
        new("envFrom[].configMapRef", """{"image":"ghcr.io/acme/web:1","replicas":2,"envFrom":[{"configMapRef":{"name":"zero"}}]}""", Deployments),
        new("envFrom[].secretRef", """{"image":"ghcr.io/acme/web:1","replicas":2,"envFrom":[{"secretRef":{"name":"zero"}}]}""", Deployments),
        new("envFrom[].prefix", """{"image":"ghcr.io/acme/web:1","replicas":2,"envFrom":[{"configMapRef":{"name":"zero"}}]}""", Deployments, "\"A_\"", "\"B_\""),
        new("resources", Plain, Deployments),
        new("probes", Plain, Deployments),
        new("service", Plain, Services),
        new("scaling", OnCpu, Autoscalers),
        new("env[].valueFrom", """{"image":"ghcr.io/acme/web:1","replicas":2,"env":[{"name":"A","valueFrom":{"fieldRef":{"fieldPath":"spec.nodeName"}}}]}""", Deployments),
        new("resources.requests", Plain, Deployments, """{"cpu":"200m"}""", """{"cpu":1,"memory":"64Mi"}"""),
        new("resources.requests{}", """{"image":"ghcr.io/acme/web:1","replicas":2,"resources":{"requests":{"cpu":"100m"}}}""", Deployments, "\"200m\"", "1"),
        new("resources.limits", Plain, Deployments, """{"cpu":"2"}""", """{"cpu":3,"memory":"512Mi"}"""),
        new("resources.limits{}", """{"image":"ghcr.io/acme/web:1","replicas":2,"resources":{"limits":{"cpu":"1"}}}""", Deployments, "\"2500m\"", "3"),
        new("probes.readiness", """{"image":"ghcr.io/acme/web:1","replicas":2,"probes":{"readiness":{"path":"/zero"}}}""", Deployments),
        new("probes.liveness", """{"image":"ghcr.io/acme/web:1","replicas":2,"probes":{"liveness":{"path":"/zero"}}}""", Deployments),
        new("probes.startup", """{"image":"ghcr.io/acme/web:1","replicas":2,"probes":{"startup":{"path":"/zero"}}}""", Deployments),
        new("replicas", Plain, Deployments),
        new("scaling.behavior", OnCpu, Autoscalers),
        new("scaling.behavior.scaleDown.policies", OnCpu, Autoscalers, """[{"type":"Pods","value":1,"periodSeconds":60}]""", """[{"type":"Percent","value":10,"periodSeconds":30}]"""),
        new("scaling.behavior.scaleUp.policies", OnCpu, Autoscalers, """[{"type":"Pods","value":1,"periodSeconds":60}]""", """[{"type":"Percent","value":10,"periodSeconds":30}]"""),
        new("scaling.behavior.scaleDown.policies[]", """{"image":"ghcr.io/acme/web:1","scaling":{"minReplicas":2,"maxReplicas":6,"cpu":{"averageUtilization":50},"behavior":{"scaleDown":{"policies":[{"type":"Pods","value":2,"periodSeconds":60}]}}}}""", Autoscalers),
        new("scaling.behavior.scaleUp.policies[]", """{"image":"ghcr.io/acme/web:1","scaling":{"minReplicas":2,"maxReplicas":6,"cpu":{"averageUtilization":50},"behavior":{"scaleUp":{"policies":[{"type":"Pods","value":2,"periodSeconds":60}]}}}}""", Autoscalers),
        new("scaling.behavior.scaleDown.tolerance", OnCpu, Autoscalers, "\"50m\"", "\"200m\""),
        new("scaling.behavior.scaleUp.tolerance", OnCpu, Autoscalers, "\"50m\"", "\"200m\""),
        new("scaling.cpu", OnCpu, Autoscalers),
        new("scaling.memory", """{"image":"ghcr.io/acme/web:1","scaling":{"minReplicas":2,"maxReplicas":6,"memory":{"averageUtilization":50}}}""", Autoscalers),
        new("scaling.http", OnHttp, ScaledObjects),
        new("scaling.http.concurrency", OnHttp, "httpscaledobjects"),
        new("scaling.http.requestRate", OnRate, "httpscaledobjects"),
        new("scaling.minReplicas", OnCpu, Autoscalers, "3", "1"),
        new("scaling.maxReplicas", OnCpu, Autoscalers, "9", "2"),
        new("service.annotations", Plain, Services, """{"prometheus.io/port":"1"}""", """{"prometheus.io/port":"2"}"""),
        new("service.annotations{}", """{"image":"ghcr.io/acme/web:1","replicas":2,"service":{"annotations":{"prometheus.io/port":"0"}}}""", Services),
        new("service.port", Plain, Services),
        new("service.type", Plain, Services),
        new("ingress", Routed, Ingresses),
        new("ingress.hosts", Routed, Ingresses, """["a.example.org"]""", """["a.example.org","b.example.org"]"""),
        new("ingress.hosts[]", Routed, Ingresses, "\"a.example.org\"", "\"b.example.org\""),
        new("ingress.path", Routed, Ingresses, "\"/a\"", "\"/b\""),
        new("ingress.annotations", Routed, Ingresses, """{"nginx.ingress.kubernetes.io/proxy-body-size":"1m"}""", """{"nginx.ingress.kubernetes.io/proxy-body-size":"2m"}"""),
        new("ingress.annotations{}", """{"image":"ghcr.io/acme/web:1","replicas":2,"ingress":{"hosts":["web.example.org"],"annotations":{"nginx.ingress.kubernetes.io/proxy-body-size":"0"}}}""", Ingresses),
        new("telemetry", Measured, Deployments),
        new("telemetry.resourceAttributes{}", """{"image":"ghcr.io/acme/web:1","replicas":2,"telemetry":{"endpoint":"http://collector.example.org:4318","resourceAttributes":{"team":"zero"}}}""", Deployments),
        new("telemetry.endpoint", Plain, Deployments, "\"http://a.example.org:4318\"", "\"https://b.example.org\""),
        new("telemetry.resourceAttributes", Measured, Deployments, """{"team":"a"}""", """{"team":"b","tier":"c"}"""),
        new("security", Plain, Deployments),
        new("serviceAccountName", Plain, Deployments),
        new("paused", Plain, null),
    ];

    /// <summary>The setting of a field.</summary>
    /// <exception cref="InvalidOperationException">Nobody has said what the field does: a new one needs an entry here.</exception>
    public static FieldSetting Of(SchemaField field) =>
        All.Where(setting => IsWithin(field.Path, setting.Prefix)).MaxBy(setting => setting.Prefix.Length)
        ?? throw new InvalidOperationException($"no setting says what spec.{field.Path} does");

    /// <summary>The spec around the field.</summary>
    public JsonObject Base() => JsonNode.Parse(Spec)!.AsObject();

    private static bool IsWithin(string path, string prefix) =>
        path.StartsWith(prefix, StringComparison.Ordinal) && (path.Length == prefix.Length || path[prefix.Length] is '.' or '[' or '{');
}
