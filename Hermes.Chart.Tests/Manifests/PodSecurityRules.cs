using System.Text.Json.Nodes;

namespace Hermes.Chart.Tests.Manifests;

/// <summary>
/// The controls of the restricted Pod Security Standard, the baseline's among them
/// (https://kubernetes.io/docs/concepts/security/pod-security-standards/), one rule each.
/// </summary>
internal static class PodSecurityRules
{
    private static readonly string[] SafeSysctls =
    [
        "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_local_reserved_ports", "net.ipv4.ip_unprivileged_port_start",
        "net.ipv4.ping_group_range", "net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes",
        "net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_rmem", "net.ipv4.tcp_syncookies", "net.ipv4.tcp_wmem",
    ];

    private static readonly string[] VolumeKinds =
        ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret"];

    private static readonly string[] ContainerTypes = ["container_t", "container_init_t", "container_kvm_t", "container_engine_t"];

    public static IReadOnlyList<ManifestRule> All { get; } =
    [
        ManifestRule.OfPods("no host namespaces", pod => !Is(pod["hostNetwork"]) && !Is(pod["hostPID"]) && !Is(pod["hostIPC"])),
        OfContexts("no Windows host process", context => !Is(context?["windowsOptions"]?["hostProcess"])),
        ManifestRule.OfContainers("no privileged container", container => !Is(container["securityContext"]?["privileged"])),
        ManifestRule.OfContainers(
            "no added capability but NET_BIND_SERVICE",
            container => Workload.List(container["securityContext"]?["capabilities"]?["add"]).All(added => Text(added) == "NET_BIND_SERVICE")),
        ManifestRule.OfPods("no hostPath", pod => Workload.List(pod["volumes"]).All(volume => volume["hostPath"] is null)),
        ManifestRule.OfContainers("no host port", container => Workload.List(container["ports"]).All(port => port["hostPort"] is null)),
        ManifestRule.OfContainers("no host in probes and hooks", container => Handlers(container).All(handler => handler["host"] is null)),
        OfContexts("AppArmor not off", context => Text(context?["appArmorProfile"]?["type"]) is null or "RuntimeDefault" or "Localhost"),
        OfContexts("no SELinux user, role or type of its own", context => context?["seLinuxOptions"] is not { } options
            || (options["user"] is null && options["role"] is null && (Text(options["type"]) ?? ContainerTypes[0]) is var type && ContainerTypes.Contains(type))),
        ManifestRule.OfContainers("no proc mount of its own", container => Text(container["securityContext"]?["procMount"]) is null or "Default"),
        ManifestRule.OfPods(
            "no unsafe sysctl",
            pod => Workload.List(pod["securityContext"]?["sysctls"]).All(sysctl => SafeSysctls.Contains(Text(sysctl["name"]), StringComparer.Ordinal))),
        ManifestRule.OfPods("only volumes of the namespace", pod => Workload.List(pod["volumes"])
            .All(volume => volume.AsObject().Where(field => field.Key != "name").All(field => VolumeKinds.Contains(field.Key, StringComparer.Ordinal)))),
        ManifestRule.OfContainers(
            "no privilege escalation", container => container["securityContext"]?["allowPrivilegeEscalation"] is { } allowed && !Is(allowed)),
        new("runs as non-root", objects => Workload.In(objects).SelectMany(workload => workload.Containers
            .Where(container => !Is(container["securityContext"]?["runAsNonRoot"] ?? workload.Pod["securityContext"]?["runAsNonRoot"]))
            .Select(container => $"{workload.Title}/{container["name"]}"))),
        OfContexts("no user 0", context => context?["runAsUser"]?.ToJsonString() != "0"),
        new("seccomp profile", objects => Workload.In(objects).SelectMany(workload => workload.Containers
            .Where(container => Text(container["securityContext"]?["seccompProfile"]?["type"] ?? workload.Pod["securityContext"]?["seccompProfile"]?["type"])
                is not ("RuntimeDefault" or "Localhost"))
            .Select(container => $"{workload.Title}/{container["name"]}"))),
        ManifestRule.OfContainers(
            "drops all capabilities",
            container => Workload.List(container["securityContext"]?["capabilities"]?["drop"]).Any(dropped => Text(dropped) == "ALL")),
    ];

    internal static bool Is(JsonNode? value) => value?.ToJsonString() == "true";

    internal static string? Text(JsonNode? value) => value?.GetValue<string>();

    /// <summary>A rule for the security contexts of pods and of containers alike.</summary>
    private static ManifestRule OfContexts(string name, Func<JsonNode?, bool> holds) => new(name, objects => Workload.In(objects)
        .Where(workload => !workload.Containers.Select(container => container["securityContext"]).Prepend(workload.Pod["securityContext"]).All(holds))
        .Select(workload => workload.Title));

    private static IEnumerable<JsonNode> Handlers(JsonNode container) =>
        new[] { container["livenessProbe"], container["readinessProbe"], container["startupProbe"], container["lifecycle"]?["postStart"], container["lifecycle"]?["preStop"] }
            .SelectMany(handler => new[] { handler?["httpGet"], handler?["tcpSocket"] }).OfType<JsonNode>();
}
