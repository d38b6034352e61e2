using Hermes.Operator.Entities;
using Hermes.Operator.Entities.Keda;
using k8s.Models;
using static Hermes.Campaigns.Workloads.Users;

namespace Hermes.Campaigns.Workloads;

/// <summary>The workloads that every campaign of faults goes through.</summary>
internal static class WorkloadCatalog
{
    private static readonly UtilizationTarget Half = new() { AverageUtilization = 50 };
    private static readonly Scaling OnCpu = new() { MinReplicas = 2, MaxReplicas = 6, Cpu = Half };
    private static readonly Scaling OnMemory = OnCpu with { Cpu = null, Memory = Half };
    private static readonly Scaling OnHttp = OnCpu with { Cpu = null, Http = new HttpScaling { Concurrency = 10, CooldownSeconds = 60 } };
    private static readonly Scaling ToZero = OnHttp with { MinReplicas = 0 };
    private static readonly HermesAppSpec Routed = Plain with { Ingress = new IngressSettings { Hosts = ["web.example.org"] } };
    private static readonly HermesAppSpec CpuScaled = Scaled(OnCpu);
    private static readonly HermesAppSpec HttpScaled = Scaled(OnHttp);

    public static IReadOnlyList<Workload> All { get; } =
    [
        new("create", Apply(Routed)),
        new("create-http", Apply(HttpScaled)),
        .. Edits,
        .. Switches,
        .. Drifts,
        .. Lives,
        new("host-move", Apply(Routed), Apply(Routed, Blog), Apply(Plain), Apply(Routed), Apply(Plain, Blog)),
        new("host-swap", Apply(Hosted("a.example.org")), Apply(Hosted("b.example.org"), Blog), Apply(Hosted("b.example.org")), Apply(Hosted("a.example.org"), Blog)),
        new("host-left-by-delete", Apply(Routed), Apply(Routed, Blog), Delete()),
        new("keda-goes-and-comes", Apply(HttpScaled), RemoveKeda, InstallKeda),
        new("keda-comes-late", RemoveKeda, Apply(HttpScaled), InstallKeda),
    ];

    private static IEnumerable<Workload> Edits =>
    [
        new("edit-image", Apply(Routed), Apply(Routed with { Image = "ghcr.io/acme/web:2" }), Apply(Routed with { Image = "ghcr.io/acme/web:1" })),
        new("edit-env", Apply(Plain), Apply(Plain with { Env = [Variable("A", "1"), Variable("B", "2")] }), Apply(Plain with { Env = [Variable("B", "3")] }), Apply(Plain)),
        new("edit-port", Apply(Routed), Apply(Routed with { Port = 9000 }), Apply(Routed)),
        new(
            "edit-service",
            Apply(Routed),
            Apply(Routed with { Service = new ServiceSettings { Type = "LoadBalancer", Port = 80 } }),
            Apply(Routed with { Service = new ServiceSettings { Type = "NodePort" } }),
            Apply(Routed)),
        new(
            "edit-ingress",
            Apply(Routed),
            Apply(Routed with { Ingress = new IngressSettings { Hosts = ["web.example.org", "www.example.org"] } }),
            Apply(Routed with { Ingress = new IngressSettings { Hosts = ["www.example.org"], Tls = new IngressTls { SecretName = "web-tls" } } }),
            Apply(Plain),
            Apply(Routed)),
        new(
            "edit-telemetry",
            Apply(Plain),
            Apply(Plain with { Telemetry = new Telemetry { Endpoint = "http://collector.observability:4318" } }),
            Apply(Plain with { Telemetry = new Telemetry { Enabled = false } }),
            Apply(Plain)),
        new(
            "edit-probes",
            Apply(Plain),
            Apply(Plain with { Probes = new Probes { Readiness = new ProbeSettings { Path = "/ready" }, Liveness = new ProbeSettings { Path = "/live" } } }),
            Apply(Plain with { Probes = new Probes { Startup = new ProbeSettings { Path = "/started", PeriodSeconds = 5 } } }),
            Apply(Plain)),
        new(
            "edit-resources",
            Apply(Plain),
            Apply(Plain with { Resources = new ResourceRequirements { Requests = Cpu("200m"), Limits = Cpu("1") } }),
            Apply(Plain)),
        new("edit-paused", Apply(Routed), Apply(Routed with { Paused = true, Image = "ghcr.io/acme/web:2" }), Apply(Routed with { Image = "ghcr.io/acme/web:2" })),
        new("edit-replicas", Apply(Plain), Apply(Plain with { Replicas = 5 }), Apply(Plain with { Replicas = null }), Apply(Plain with { Replicas = 0 }), Apply(Plain with { Replicas = 1 })),
        new("edit-bounds", Apply(CpuScaled), Apply(Scaled(OnCpu with { MinReplicas = 3, MaxReplicas = 9 })), Apply(Scaled(OnCpu with { MinReplicas = 1, MaxReplicas = 3 }))),
        new("edit-invalid", Apply(Plain), Apply(Plain with { Env = [Variable("A", "1"), Variable("OTEL_SERVICE_NAME", "x")], Service = new ServiceSettings { Annotations = new Dictionary<string, string>(StringComparer.Ordinal) { ["not a key"] = "1" } } }), Apply(Routed)),
    ];

    private static IEnumerable<Workload> Switches =>
    [
        new("switch-cpu", Apply(Routed), Apply(CpuScaled), Apply(Routed)),
        new("switch-http", Apply(Routed), Apply(HttpScaled), Apply(Routed)),
        new("switch-round", Apply(CpuScaled), Apply(HttpScaled), Apply(Scaled(OnHttp with { Cpu = Half })), Apply(Scaled(ToZero)), Apply(Scaled(OnMemory)), Apply(Routed)),
        new("switch-and-edit", Apply(HttpScaled), Apply(CpuScaled with { Image = "ghcr.io/acme/web:2", Port = 9000 }), Apply(HttpScaled with { Port = 9001 })),
    ];

    private static IEnumerable<Workload> Drifts =>
    [
        new("drift-deployment", Apply(Routed), Meddle<V1Deployment>(Web, """{"spec":{"replicas":7,"template":{"spec":{"automountServiceAccountToken":true}}}}""")),
        new("drift-service", Apply(Routed), Meddle<V1Service>(Web, """{"spec":{"selector":{"stranger":"true"}}}""")),
        new("drift-ingress", Apply(Routed), Meddle<V1Ingress>(Web, """{"spec":{"rules":[{"host":"other.example.org"}]}}""")),
        new("drift-autoscaler", Apply(CpuScaled), Meddle<V2HorizontalPodAutoscaler>(Web, """{"spec":{"maxReplicas":60}}""")),
        new("drift-scaledobject", Apply(HttpScaled), Meddle<ScaledObject>(Web, """{"spec":{"maxReplicaCount":60}}""")),
        new("lose-deployment", Apply(Routed), Lose<V1Deployment>(Web)),
        new("lose-service", Apply(Routed), Lose<V1Service>(Web)),
        new("lose-ingress", Apply(Routed), Lose<V1Ingress>(Web)),
        new("lose-autoscaler", Apply(CpuScaled), Lose<V2HorizontalPodAutoscaler>(Web)),
        new("lose-scaledobject", Apply(HttpScaled), Lose<ScaledObject>(Web)),
        new("lose-scaled-deployment", Apply(HttpScaled), Lose<V1Deployment>(Web)),
    ];

    private static IEnumerable<Workload> Lives =>
    [
        new("delete", Apply(Routed), Delete()),
        new("delete-http", Apply(HttpScaled), Delete()),
        new("delete-and-create", Apply(Routed), Delete(), Apply(HttpScaled)),
        new("recreate", Apply(Routed), Recreate(Routed)),
        new("recreate-other", Apply(CpuScaled), Recreate(HttpScaled), Recreate(Plain)),
        new("recreate-http", Apply(HttpScaled), Recreate(HttpScaled)),
    ];

    /// <summary>A workload by its name.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static Workload Get(string name) => All.FirstOrDefault(workload => workload.Name == name)
        ?? throw new FormatException($"there is no workload '{name}'; there are {string.Join(", ", All.Select(workload => workload.Name))}");

    private static HermesAppSpec Scaled(Scaling scaling) => Routed with { Replicas = null, Scaling = scaling };

    private static HermesAppSpec Hosted(string host) => Plain with { Ingress = new IngressSettings { Hosts = [host] } };

    private static EnvironmentVariable Variable(string name, string value) => new() { Name = name, Value = value };

    private static Dictionary<string, IntOrString> Cpu(string quantity) => new(StringComparer.Ordinal) { ["cpu"] = quantity };
}
