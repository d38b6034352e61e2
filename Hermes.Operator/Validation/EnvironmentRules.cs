using Hermes.Operator.Children;
using Hermes.Operator.Entities;

namespace Hermes.Operator.Validation;

/// <summary>Where variables come from: what core/v1 accepts, said before the server refuses the Deployment.</summary>
internal static class EnvironmentRules
{
    private static readonly string[] Fields =
    [
        "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName",
        "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs",
    ];

    private static readonly string[] FieldMaps = ["metadata.labels['", "metadata.annotations['"];

    private static readonly string[] Resources =
    [
        "limits.cpu", "limits.memory", "limits.ephemeral-storage", "requests.cpu", "requests.memory", "requests.ephemeral-storage",
    ];

    private static readonly string[] CpuDivisors = ["0", "1m", "1"];

    private static readonly string[] MemoryDivisors =
    [
        "0", "1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei",
    ];

    public static IEnumerable<FieldFault> Check(HermesAppSpec spec) =>
        (spec.Env ?? []).SelectMany((variable, index) => CheckVariable($"spec.env[{index}]", variable))
        .Concat((spec.EnvFrom ?? []).SelectMany((source, index) => CheckSource($"spec.envFrom[{index}]", source)));

    private static IEnumerable<FieldFault> CheckVariable(string path, EnvironmentVariable? variable)
    {
        if (variable?.ValueFrom is not { } source)
        {
            yield break;
        }

        if (variable.Value is not null)
        {
            yield return new($"{path}.valueFrom", "must not stand beside value");
        }

        object?[] sources = [source.ConfigMapKeyRef, source.SecretKeyRef, source.FieldRef, source.ResourceFieldRef];
        if (sources.Count(one => one is not null) != 1)
        {
            yield return new($"{path}.valueFrom", "must have exactly one of configMapKeyRef, secretKeyRef, fieldRef and resourceFieldRef");
        }

        if (source.FieldRef?.FieldPath is { Length: > 0 } field && !IsField(field))
        {
            yield return new($"{path}.valueFrom.fieldRef.fieldPath", $"must be a field that a container can see, such as {Fields[0]}");
        }

        if (source.ResourceFieldRef is { Resource.Length: > 0 } resource)
        {
            foreach (var fault in CheckResource($"{path}.valueFrom.resourceFieldRef", resource))
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<FieldFault> CheckResource(string path, ResourceFieldReference reference)
    {
        if (!Resources.Contains(reference.Resource))
        {
            yield return new($"{path}.resource", $"must be one of {string.Join(", ", Resources)}");
            yield break;
        }

        var divisors = reference.Resource!.EndsWith(".cpu", StringComparison.Ordinal) ? CpuDivisors : MemoryDivisors;
        if (reference.Divisor is { } divisor && Amount.TryParse(divisor) is { } amount && !divisors.Contains(amount.ToString()))
        {
            yield return new($"{path}.divisor", $"must be one of {string.Join(", ", divisors)}");
        }
    }

    private static IEnumerable<FieldFault> CheckSource(string path, EnvironmentSource? source)
    {
        if (source is not null && source.ConfigMapRef is null == source.SecretRef is null)
        {
            yield return new(path, "must have exactly one of configMapRef and secretRef");
        }
    }

    private static bool IsField(string field) => Fields.Contains(field)
        || (FieldMaps.Any(map => field.StartsWith(map, StringComparison.Ordinal) && field.Length > map.Length + 2)
            && field.EndsWith("']", StringComparison.Ordinal));
}
