namespace Hermes.Chart.Tests.Manifests;

/// <summary>What the operator makes of apps passes the rules, and each rule is seen to fail.</summary>
public sealed class AppRuleTests
{
    private const string Pod = "spec.template.spec";
    private const string Container = $"{Pod}.containers.0";

    // What these users ask for in so many words, within the restricted standard.
    private static readonly HashSet<(string Case, string Rule)> Exempt =
    [
        ("image-latest", "image of a fixed version"),
        ("image-without-tag", "image of a fixed version"),
        ("security-writable-root", "read-only root file system"),
        // Half of the way between two scalers: the number of pods is held until the new one has it, and the old one's Service stands until
        // no request goes through it.
        ("http-hand-over", "replicas are the autoscaler's"),
        ("http-departure", "ingress has a service"),
    ];

    /// <summary>For each rule a change of a good app that breaks it.</summary>
    private static readonly (string Rule, string Kind, string Path, string? Json)[] Breaks =
    [
        ("no host namespaces", "Deployment", $"{Pod}.hostNetwork", "true"),
        ("no host namespaces", "Deployment", $"{Pod}.hostPID", "true"),
        ("no host namespaces", "Deployment", $"{Pod}.hostIPC", "true"),
        ("no Windows host process", "Deployment", $"{Pod}.securityContext.windowsOptions.hostProcess", "true"),
        ("no privileged container", "Deployment", $"{Container}.securityContext.privileged", "true"),
        ("no added capability but NET_BIND_SERVICE", "Deployment", $"{Container}.securityContext.capabilities.add", """["NET_ADMIN"]"""),
        ("no hostPath", "Deployment", $"{Pod}.volumes.0", """{"name": "tmp", "hostPath": {"path": "/"}}"""),
        ("no host port", "Deployment", $"{Container}.ports.0.hostPort", "80"),
        ("no host in probes and hooks", "Deployment", $"{Container}.livenessProbe.httpGet.host", "\"169.254.169.254\""),
        ("no host in probes and hooks", "Deployment", $"{Container}.lifecycle", """{"preStop": {"tcpSocket": {"host": "10.0.0.1", "port": 1}}}"""),
        ("AppArmor not off", "Deployment", $"{Container}.securityContext.appArmorProfile.type", "\"Unconfined\""),
        ("no SELinux user, role or type of its own", "Deployment", $"{Pod}.securityContext.seLinuxOptions", """{"type": "spc_t"}"""),
        ("no SELinux user, role or type of its own", "Deployment", $"{Pod}.securityContext.seLinuxOptions", """{"user": "system_u"}"""),
        ("no proc mount of its own", "Deployment", $"{Container}.securityContext.procMount", "\"Unmasked\""),
        ("no unsafe sysctl", "Deployment", $"{Pod}.securityContext.sysctls", """[{"name": "kernel.msgmax", "value": "1"}]"""),
        ("only volumes of the namespace", "Deployment", $"{Pod}.volumes.0", """{"name": "tmp", "nfs": {"server": "s", "path": "/"}}"""),
        ("no privilege escalation", "Deployment", $"{Container}.securityContext.allowPrivilegeEscalation", null),
        ("no privilege escalation", "Deployment", $"{Container}.securityContext.allowPrivilegeEscalation", "true"),
        ("runs as non-root", "Deployment", $"{Pod}.securityContext.runAsNonRoot", null),
        ("runs as non-root", "Deployment", $"{Container}.securityContext.runAsNonRoot", "false"),
        ("no user 0", "Deployment", $"{Container}.securityContext.runAsUser", "0"),
        ("seccomp profile", "Deployment", $"{Pod}.securityContext.seccompProfile", null),
        ("seccomp profile", "Deployment", $"{Container}.securityContext.seccompProfile.type", "\"Unconfined\""),
        ("drops all capabilities", "Deployment", $"{Container}.securityContext.capabilities.drop.0", "\"NET_RAW\""),
        ("image of a fixed version", "Deployment", $"{Container}.image", "\"registry.example:5000/app\""),
        ("image of a fixed version", "Deployment", $"{Container}.image", "\"app:latest\""),
        ("image pull policy", "Deployment", $"{Container}.imagePullPolicy", null),
        ("CPU and memory requests", "Deployment", $"{Container}.resources.requests.cpu", null),
        ("CPU and memory requests", "Deployment", $"{Container}.resources.requests.memory", "\"0\""),
        ("memory limit", "Deployment", $"{Container}.resources.limits.memory", null),
        ("read-only root file system", "Deployment", $"{Container}.securityContext.readOnlyRootFilesystem", null),
        ("readiness probe", "Deployment", $"{Container}.readinessProbe", null),
        ("no variable twice", "Deployment", $"{Container}.env", """[{"name": "A", "value": "1"}, {"name": "A", "value": "2"}]"""),
        ("no port twice", "Deployment", $"{Container}.ports", """[{"containerPort": 8000, "name": "http"}, {"containerPort": 8000, "name": "web"}]"""),
        ("no token of the namespace's default account", "Deployment", $"{Pod}.automountServiceAccountToken", null),
        ("spread over nodes", "Deployment", $"{Pod}.topologySpreadConstraints.0.topologyKey", "\"topology.kubernetes.io/region\""),
        ("selector takes in its own pods", "Deployment", "spec.selector.matchLabels", """{"hermes.dev/app": "other"}"""),
        ("replicas are the autoscaler's", "Deployment", "spec.replicas", "1"),
        ("autoscaler has a target", "HorizontalPodAutoscaler", "spec.scaleTargetRef.name", "\"other\""),
        ("service has pods", "Service", "spec.selector", """{"hermes.dev/app": "other"}"""),
        ("service port has a container port", "Service", "spec.ports.0.targetPort", "\"metrics\""),
        ("ingress has a service", "Ingress", "spec.rules.0.http.paths.0.backend.service.name", "\"other\""),
        ("stable API version", "HorizontalPodAutoscaler", "apiVersion", "\"autoscaling/v2beta2\""),
        ("recommended labels", "Service", "metadata.labels", null),
    ];

    private static IReadOnlyList<ManifestRule> Rules { get; } = [.. PodSecurityRules.All, .. WorkloadRules.All];

    public static TheoryData<string> Cases => [.. ManifestSet.GoldenCases()];

    public static TheoryData<string, string, string, string?> BrokenApps
    {
        get
        {
            var data = new TheoryData<string, string, string, string?>();
            foreach (var (rule, kind, path, json) in Breaks)
            {
                data.Add(rule, kind, path, json);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ChildrenOfAnApp_HeldAgainstEachRule_BreakNone(string @case)
    {
        var children = ManifestSet.Golden(@case);

        Rules.Where(rule => !Exempt.Contains((@case, rule.Name))).SelectMany(rule => rule.Faults(children).Select(fault => $"{rule.Name}: {fault}")).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(BrokenApps))]
    public void Rule_BrokenByAnApp_SaysSo(string rule, string kind, string path, string? json)
    {
        var children = ManifestSet.Golden("raft-ai-hermes");
        ManifestSet.Change(children, kind, path, json);

        Rules.Where(candidate => candidate.Faults(children).Any()).Select(broken => broken.Name).ShouldContain(rule);
    }

    [Fact]
    public void Rules_ComparedWithWhatBreaksThem_HaveACaseEach() =>
        Breaks.Select(broken => broken.Rule).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .ShouldBe(Rules.Select(rule => rule.Name).Order(StringComparer.Ordinal));

    /// <summary>An exemption that nothing needs any more hides a fault to come.</summary>
    [Fact]
    public void Exemptions_HeldAgainstTheirRules_AreStillNeeded() => Exempt.ShouldAllBe(exempt =>
        Rules.Single(rule => rule.Name == exempt.Rule).Faults(ManifestSet.Golden(exempt.Case)).Any());
}
