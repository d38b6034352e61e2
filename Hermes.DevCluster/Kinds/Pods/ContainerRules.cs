using System.Text.Json;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds.Rules;
using Hermes.DevCluster.Kinds.Wire;

namespace Hermes.DevCluster.Kinds.Pods;

/// <summary>Rules of one container.</summary>
internal static class ContainerRules
{
    public static void Check(FaultList faults, string field, JsonObject container, IReadOnlySet<string> volumes)
    {
        if (container.TextAt("name") is { Length: > 0 } name)
        {
            faults.Each($"{field}.name", name, Names.Label(name));
        }
        else
        {
            faults.Required($"{field}.name");
        }

        if (container.TextAt("image") is null or "")
        {
            faults.Required($"{field}.image");
        }

        faults.Choice(
            $"{field}.terminationMessagePolicy", container.TextAt("terminationMessagePolicy"), "File", "FallbackToLogsOnError");
        CheckPorts(faults, $"{field}.ports", container);
        EnvironmentRules.Check(faults, field, container);
        CheckMounts(faults, $"{field}.volumeMounts", container, volumes);
        faults.Choice($"{field}.imagePullPolicy", container.TextAt("imagePullPolicy"), "Always", "IfNotPresent", "Never");
        CheckResources(faults, $"{field}.resources", container.ObjectAt("resources"));
        CheckSecurity(faults, $"{field}.securityContext", container.ObjectAt("securityContext"));
    }

    /// <summary>What a number or a name of a port must be.</summary>
    public static void CheckPortNumberOrName(FaultList faults, string field, JsonNode? port)
    {
        if (port is JsonValue value && value.GetValueKind() == JsonValueKind.String)
        {
            faults.Each(field, value.DeepClone(), Names.PortName(value.GetValue<string>()));
        }
        else
        {
            faults.Port(field, port.IntegerAt() ?? 0);
        }
    }

    private static void CheckPorts(FaultList faults, string field, JsonObject container)
    {
        var names = new HashSet<string>();
        var index = 0;
        foreach (var port in container.ObjectsAt("ports"))
        {
            var path = $"{field}[{index++}]";
            if (port.TextAt("name") is { Length: > 0 } name)
            {
                var before = faults.All.Count;
                faults.Each($"{path}.name", name, Names.PortName(name));
                if (faults.All.Count == before && !names.Add(name))
                {
                    faults.Duplicate($"{path}.name", name);
                }
            }

            if (port.IntegerAt("containerPort") is null or 0)
            {
                faults.Required($"{path}.containerPort");
            }
            else
            {
                faults.Port($"{path}.containerPort", port.IntegerAt("containerPort"));
            }

            faults.Port($"{path}.hostPort", port.IntegerAt("hostPort"));
            faults.Choice($"{path}.protocol", port.TextAt("protocol"), "SCTP", "TCP", "UDP");
        }
    }

    private static void CheckMounts(FaultList faults, string field, JsonObject container, IReadOnlySet<string> volumes)
    {
        var paths = new HashSet<string>();
        var index = 0;
        foreach (var mount in container.ObjectsAt("volumeMounts"))
        {
            var path = $"{field}[{index++}]";
            var name = mount.TextAt("name") ?? "";
            if (name.Length == 0)
            {
                faults.Required($"{path}.name");
            }

            if (!volumes.Contains(name))
            {
                faults.NotFound($"{path}.name", name);
            }

            var mountPath = mount.TextAt("mountPath") ?? "";
            if (mountPath.Length == 0)
            {
                faults.Required($"{path}.mountPath");
            }

            if (!paths.Add(mountPath))
            {
                faults.Invalid($"{path}.mountPath", mountPath, "must be unique");
            }

            // The real server leaves the index out here.
            if (mount.TextAt("subPath") is { Length: > 0 } subPath)
            {
                if (subPath.StartsWith('/'))
                {
                    faults.Invalid($"{field}.subPath", subPath, "must be a relative path");
                }

                if (subPath.Split('/').Contains(".."))
                {
                    faults.Invalid($"{field}.subPath", subPath, "must not contain '..'");
                }
            }
        }
    }

    private static void CheckResources(FaultList faults, string field, JsonObject? resources)
    {
        var names = (resources.ObjectAt("limits") ?? []).Concat(resources.ObjectAt("requests") ?? []).Select(static entry => entry.Key).ToArray();
        if (names.Any(static name => name.StartsWith("hugepages-", StringComparison.Ordinal)) && !names.Any(static name => name is "cpu" or "memory"))
        {
            faults.Forbidden(field, "HugePages require cpu or memory");
        }

        foreach (var list in (string[])["limits", "requests"])
        {
            foreach (var (name, value) in resources.ObjectAt(list) ?? [])
            {
                if (!Quantity.TryParse(value.TextAt() ?? "", out var quantity))
                {
                    continue;
                }

                var path = $"{field}.{list}[{name}]";
                if (name.Contains('/', StringComparison.Ordinal))
                {
                    faults.Each(path, name, Names.Qualified(name));
                }
                else if (name is not ("cpu" or "memory" or "ephemeral-storage") && !name.StartsWith("hugepages-", StringComparison.Ordinal))
                {
                    faults.Invalid(path, name, "must be a standard resource type or fully qualified");
                    faults.Invalid(path, name, "must be a standard resource for containers");
                }

                if (IsCounted(name) && !quantity.Value.IsInteger)
                {
                    faults.Invalid(path, value.TextAt(), "must be an integer");
                }

                if (quantity.Value.Sign < 0)
                {
                    faults.Invalid(path, quantity.Value.ToString(), "must be greater than or equal to 0");
                }

                if (list == "requests"
                    && Quantity.TryParse(resources.TextAt("limits", name) ?? "", out var limit)
                    && quantity.Value > limit.Value)
                {
                    faults.Invalid(
                        $"{field}.requests",
                        quantity.Value.ToString(),
                        $"must be less than or equal to {name} limit of {limit.Value}");
                }
            }
        }
    }

    /// <summary>Whether a resource comes in whole pieces: one that Kubernetes itself does not know.</summary>
    private static bool IsCounted(string name) =>
        name.Contains('/', StringComparison.Ordinal) && !name.Contains("kubernetes.io/", StringComparison.Ordinal);

    private static void CheckSecurity(FaultList faults, string field, JsonObject? security)
    {
        if (security is null)
        {
            return;
        }

        CheckIds(faults, field, security, "runAsUser", "runAsGroup");
        CheckSeccomp(faults, $"{field}.seccompProfile", security.ObjectAt("seccompProfile"));
        if (security.FlagAt("allowPrivilegeEscalation") == false && security.FlagAt("privileged") == true)
        {
            faults.Invalid(field, SecurityText.Of(security), "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
        }
    }

    /// <summary>What user and group ids must be.</summary>
    public static void CheckIds(FaultList faults, string field, JsonObject security, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (security.IntegerAt(name) is < 0 or > int.MaxValue)
            {
                faults.Invalid($"{field}.{name}", security.IntegerAt(name), "must be between 0 and 2147483647, inclusive");
            }
        }
    }

    /// <summary>What a seccomp profile must be.</summary>
    public static void CheckSeccomp(FaultList faults, string field, JsonObject? profile)
    {
        if (profile is null)
        {
            return;
        }

        if (profile.TextAt("type") is { Length: > 0 } type)
        {
            faults.Choice($"{field}.type", type, "Localhost", "RuntimeDefault", "Unconfined");
            var local = profile.TextAt("localhostProfile");
            if (type == "Localhost" && local is null or "")
            {
                faults.Required($"{field}.localhostProfile", "must be set when seccomp type is Localhost");
            }
            else if (type != "Localhost" && local is not null)
            {
                faults.Invalid($"{field}.localhostProfile", local, "can only be set when seccomp type is Localhost");
            }
        }
        else
        {
            faults.Required($"{field}.type", "type is required when seccompProfile is set");
        }
    }
}
