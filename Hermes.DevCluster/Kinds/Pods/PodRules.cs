using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Hermes.DevCluster.Kinds.Rules;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Kinds.Pods;

/// <summary>Rules of pod specs and templates, in the order of the real server's.</summary>
internal static partial class PodRules
{
    private const int MaxSysctl = 253;
    private const string SysctlPattern = @"^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$";

    /// <summary>The sources of a volume in the order in which the real server looks for them.</summary>
    private static readonly string[] Sources =
    [
        "emptyDir", "hostPath", "gitRepo", "gcePersistentDisk", "awsElasticBlockStore", "secret", "nfs", "iscsi", "glusterfs",
        "persistentVolumeClaim", "rbd", "cinder", "cephfs", "flocker", "downwardAPI", "fc", "azureFile", "configMap", "vsphereVolume",
        "azureDisk", "quobyte", "photonPersistentDisk", "portworxVolume", "storageos", "projected", "scaleIO", "csi", "ephemeral", "image",
    ];

    /// <summary>Faults of a pod; its spec hardly ever changes, and is checked when it is created.</summary>
    public static IEnumerable<FieldError> Pod(JsonObject value, JsonObject? old)
    {
        var faults = new FaultList();
        if (old is null)
        {
            CheckSpec(faults, "spec", value.ObjectAt("spec") ?? []);
        }

        return faults.All;
    }

    /// <summary>Faults of a template.</summary>
    public static void CheckTemplate(FaultList faults, string field, JsonNode? template)
    {
        Labels.Check(faults, $"{field}.labels", template.At("metadata", "labels"));
        Labels.CheckAnnotations(faults, $"{field}.annotations", template.At("metadata", "annotations"));
        CheckSpec(faults, $"{field}.spec", template.ObjectAt("spec") ?? []);
        if ((template.ArrayAt("spec", "ephemeralContainers")?.Count ?? 0) > 0)
        {
            faults.Forbidden($"{field}.spec.ephemeralContainers", "ephemeral containers not allowed in pod template");
        }
    }

    /// <summary>Faults of a spec.</summary>
    public static void CheckSpec(FaultList faults, string field, JsonObject spec)
    {
        var volumes = CheckVolumes(faults, $"{field}.volumes", spec);
        CheckContainers(faults, field, spec, volumes);
        faults.Choice($"{field}.restartPolicy", spec.TextAt("restartPolicy"), "Always", "OnFailure", "Never");
        faults.Choice(
            $"{field}.dnsPolicy", spec.TextAt("dnsPolicy"), "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");
        Labels.Check(faults, $"{field}.nodeSelector", spec["nodeSelector"]);
        if (spec.ObjectAt("securityContext") is { } security)
        {
            ContainerRules.CheckIds(faults, $"{field}.securityContext", security, "runAsUser", "runAsGroup", "fsGroup");
            ContainerRules.CheckSeccomp(faults, $"{field}.securityContext.seccompProfile", security.ObjectAt("seccompProfile"));
            CheckSysctls(faults, $"{field}.securityContext.sysctls", security);
            faults.Choice(
                $"{field}.securityContext.fsGroupChangePolicy", security.TextAt("fsGroupChangePolicy"), "Always", "OnRootMismatch");
        }

        SchedulingRules.Check(faults, field, spec);
        CheckName(faults, $"{field}.serviceAccountName", spec.TextAt("serviceAccountName"), NameRule.DnsSubdomain);
        CheckName(faults, $"{field}.nodeName", spec.TextAt("nodeName"), NameRule.DnsSubdomain);
        if (spec.IntegerAt("activeDeadlineSeconds") is < 1 or > int.MaxValue)
        {
            faults.Invalid(
                $"{field}.activeDeadlineSeconds", spec.IntegerAt("activeDeadlineSeconds"), "must be between 1 and 2147483647, inclusive");
        }

        CheckName(faults, $"{field}.hostname", spec.TextAt("hostname"), NameRule.DnsLabel);
        CheckName(faults, $"{field}.subdomain", spec.TextAt("subdomain"), NameRule.DnsLabel);
        SchedulingRules.CheckTolerations(faults, $"{field}.tolerations", spec);
        CheckName(faults, $"{field}.priorityClassName", spec.TextAt("priorityClassName"), NameRule.DnsSubdomain);
    }

    private static int SourceOrder(string source) => Array.IndexOf(Sources, source);

    private static HashSet<string> CheckVolumes(FaultList faults, string field, JsonObject spec)
    {
        var names = new HashSet<string>();
        var index = 0;
        foreach (var volume in spec.ObjectsAt("volumes"))
        {
            var path = $"{field}[{index++}]";
            var before = faults.All.Count;
            foreach (var extra in volume.Select(static entry => entry.Key).Where(static key => key != "name").OrderBy(SourceOrder).Skip(1))
            {
                faults.Forbidden($"{path}.{extra}", "may not specify more than 1 volume type");
            }

            CheckVolumeSource(faults, path, volume);
            var name = volume.TextAt("name") ?? "";
            if (name.Length == 0)
            {
                faults.Required($"{path}.name");
            }
            else
            {
                faults.Each($"{path}.name", name, Names.Label(name));
            }

            if (names.Contains(name))
            {
                faults.Duplicate($"{path}.name", name);
            }

            if (faults.All.Count == before)
            {
                names.Add(name);
            }
        }

        return names;
    }

    private static void CheckVolumeSource(FaultList faults, string path, JsonObject volume)
    {
        foreach (var (source, name) in ((string, string)[])
            [("secret", "secretName"), ("configMap", "name"), ("persistentVolumeClaim", "claimName"), ("hostPath", "path")])
        {
            if (volume.ObjectAt(source) is { } value && value.TextAt(name) is null or "")
            {
                faults.Required($"{path}.{source}.{name}");
            }
        }
    }

    private static void CheckContainers(FaultList faults, string field, JsonObject spec, HashSet<string> volumes)
    {
        if ((spec.ArrayAt("containers")?.Count ?? 0) == 0)
        {
            faults.Required($"{field}.containers");
        }

        var names = new HashSet<string>();
        foreach (var list in (string[])["containers", "initContainers"])
        {
            var index = 0;
            foreach (var container in spec.ObjectsAt(list))
            {
                var path = $"{field}.{list}[{index++}]";
                ContainerRules.Check(faults, path, container, volumes);
                if (!names.Add(container.TextAt("name") ?? ""))
                {
                    faults.Duplicate($"{path}.name", container.TextAt("name") ?? "");
                }

                if (list == "initContainers" && container.TextAt("restartPolicy") != "Always")
                {
                    ProbeRules.CheckInit(faults, path, container);
                }
                else
                {
                    ProbeRules.Check(faults, path, container, spec.IntegerAt("terminationGracePeriodSeconds") ?? 0);
                }
            }
        }
    }

    private static void CheckSysctls(FaultList faults, string field, JsonObject security)
    {
        var index = 0;
        foreach (var sysctl in security.ObjectsAt("sysctls"))
        {
            var path = $"{field}[{index++}].name";
            if (sysctl.TextAt("name") is not { Length: > 0 } name)
            {
                faults.Required(path);
            }
            else if (name.Length > MaxSysctl || !SysctlShape().IsMatch(name))
            {
                faults.Invalid(path, name, $"must have at most {MaxSysctl} characters and match regex {SysctlPattern}");
            }
        }
    }

    [GeneratedRegex(SysctlPattern, RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SysctlShape();

    private static void CheckName(FaultList faults, string field, string? name, NameRule rule)
    {
        if (name is { Length: > 0 })
        {
            faults.Each(field, name, Names.Of(rule, name));
        }
    }
}
