using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds.Rules;

namespace Hermes.DevCluster.Kinds.Pods;

/// <summary>Rules of a container's environment.</summary>
internal static class EnvironmentRules
{
    private static readonly string[] FieldPaths =
    [
        "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP",
        "status.hostIPs", "status.podIP", "status.podIPs",
    ];

    private static readonly string[] Resources =
    [
        "limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu", "requests.ephemeral-storage", "requests.memory",
    ];

    public static void Check(FaultList faults, string field, JsonObject container)
    {
        var index = 0;
        foreach (var variable in container.ObjectsAt("env"))
        {
            var path = $"{field}.env[{index++}]";
            if (variable.TextAt("name") is { Length: > 0 } name)
            {
                faults.Each($"{path}.name", name, Names.EnvironmentVariable(name));
            }
            else
            {
                faults.Required($"{path}.name");
            }

            if (variable.ObjectAt("valueFrom") is { } source)
            {
                CheckSource(faults, $"{path}.valueFrom", source, (variable.TextAt("value") ?? "").Length > 0);
            }
        }

        index = 0;
        foreach (var source in container.ObjectsAt("envFrom"))
        {
            CheckSources(faults, $"{field}.envFrom", index++, source);
        }
    }

    private static void CheckSource(FaultList faults, string field, JsonObject source, bool hasValue)
    {
        if (source.ObjectAt("fieldRef") is { } reference)
        {
            CheckFieldRef(faults, $"{field}.fieldRef", reference.TextAt("fieldPath") ?? "");
        }

        if (source.ObjectAt("resourceFieldRef") is { } resource)
        {
            CheckResource(faults, $"{field}.resourceFieldRef.resource", resource.TextAt("resource") ?? "");
        }

        foreach (var kind in (string[])["configMapKeyRef", "secretKeyRef"])
        {
            if (source.ObjectAt(kind) is { } key)
            {
                CheckKey(faults, $"{field}.{kind}", key);
            }
        }

        var sources = source.Count(static entry => entry.Value is not null);
        if (sources == 0)
        {
            faults.Invalid(
                field, "", "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`");
        }
        else if (hasValue)
        {
            faults.Invalid(field, "", "may not be specified when `value` is not empty");
        }
        else if (sources > 1)
        {
            faults.Invalid(field, "", "may not have more than one field specified at a time");
        }
    }

    private static void CheckFieldRef(FaultList faults, string field, string path)
    {
        if (path.Length == 0)
        {
            faults.Required($"{field}.fieldPath");
        }
        else if (path.EndsWith("']", StringComparison.Ordinal)
            && (path.StartsWith("metadata.labels['", StringComparison.Ordinal)
                || path.StartsWith("metadata.annotations['", StringComparison.Ordinal)))
        {
            var key = path[(path.IndexOf('\'', StringComparison.Ordinal) + 1)..^2];
            faults.Each(field, key, Names.Qualified(key));
        }
        else if (path is "metadata.labels" or "metadata.annotations")
        {
            faults.NotSupported($"{field}.fieldPath", path, FieldPaths);
        }
        else if (!FieldPaths.Contains(path))
        {
            faults.Invalid($"{field}.fieldPath", path, $"error converting fieldPath: field label not supported: {path}");
        }
    }

    private static void CheckResource(FaultList faults, string field, string resource)
    {
        if (resource.Length == 0)
        {
            faults.Required(field);
        }
        else if (!Resources.Contains(resource)
            && !resource.StartsWith("limits.hugepages-", StringComparison.Ordinal)
            && !resource.StartsWith("requests.hugepages-", StringComparison.Ordinal))
        {
            faults.NotSupported(field, resource, Resources);
        }
    }

    private static void CheckKey(FaultList faults, string field, JsonObject reference)
    {
        var name = reference.TextAt("name") ?? "";
        faults.Each($"{field}.name", name, Names.Subdomain(name));
        var key = reference.TextAt("key") ?? "";
        if (key.Length == 0)
        {
            faults.Required($"{field}.key");
        }
        else
        {
            faults.Each($"{field}.key", key, Names.DataKey(key));
        }
    }

    private static void CheckSources(FaultList faults, string field, int index, JsonObject source)
    {
        if (source.TextAt("prefix") is { Length: > 0 } prefix)
        {
            faults.Each($"{field}[{index}].prefix", prefix, Names.EnvironmentVariable(prefix));
        }

        var sources = 0;
        foreach (var kind in (string[])["configMapRef", "secretRef"])
        {
            if (source.ObjectAt(kind) is not { } reference)
            {
                continue;
            }

            sources++;
            if (reference.TextAt("name") is { Length: > 0 } name)
            {
                faults.Each($"{field}[{index}].{kind}.name", name, Names.Subdomain(name));
            }
            else
            {
                faults.Required($"{field}[{index}].{kind}.name");
            }
        }

        // The real server names the list here, not the element.
        if (sources == 0)
        {
            faults.Invalid(field, "", "must specify one of: `configMapRef` or `secretRef`");
        }
        else if (sources > 1)
        {
            faults.Invalid(field, "", "may not have more than one field specified at a time");
        }
    }
}
