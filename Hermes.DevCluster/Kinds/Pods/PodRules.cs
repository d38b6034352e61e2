using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds.Rules;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Kinds.Pods;

/// <summary>Rules of pod specs and templates, in the order of the real server's.</summary>
internal static class PodRules
{
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

    private static HashSet<string> CheckVolumes(FaultList faults, string field, JsonObject spec)
    {
        var names = new HashSet<string>();
        var index = 0;
        foreach (var volume in spec.ObjectsAt("volumes"))
        {
            var path = $"{field}[{index++}]";
            var before = faults.All.Count;
            foreach (var extra in volume.Where(static entry => entry.Key != "name" && entry.Value is not null).Skip(1))
            {
                faults.Forbidden($"{path}.{extra.Key}", "may not specify more than 1 volume type");
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

                ProbeRules.Check(faults, path, container);
            }
        }
    }

    private static void CheckName(FaultList faults, string field, string? name, NameRule rule)
    {
        if (name is { Length: > 0 })
        {
            faults.Each(field, name, Names.Of(rule, name));
        }
    }
}
