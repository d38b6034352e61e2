using Hermes.Operator.Entities;
using k8s.Models;

namespace Hermes.Operator.Children;

/// <summary>The container's environment: what the app names, then the telemetry variables that it does not.</summary>
internal static class EnvironmentVariables
{
    public static List<V1EnvVar>? Build(HermesApp app, ChildEnvironment environment)
    {
        var variables = (app.Spec.Env ?? []).Select(Variable).ToList();
        var named = variables.Select(variable => variable.Name).ToHashSet(StringComparer.Ordinal);
        // Last, so that a resource attribute may refer to a variable of the app's: $(NAME) only looks back.
        variables.AddRange(TelemetryVariables.Build(app, environment, named));
        return variables.Count > 0 ? variables : null;
    }

    private static V1EnvVar Variable(EnvironmentVariable variable) => new()
    {
        Name = variable.Name,
        // The server drops an empty value, which means the same as none.
        Value = variable.Value is { Length: > 0 } value ? value : null,
        ValueFrom = variable.ValueFrom is { } source ? Source(source) : null,
    };

    private static V1EnvVarSource Source(EnvironmentVariableSource source) => new()
    {
        ConfigMapKeyRef = source.ConfigMapKeyRef is { } configMap
            ? new V1ConfigMapKeySelector { Name = configMap.Name, Key = configMap.Key, Optional = configMap.Optional }
            : null,
        SecretKeyRef = source.SecretKeyRef is { } secret
            ? new V1SecretKeySelector { Name = secret.Name, Key = secret.Key, Optional = secret.Optional }
            : null,
        FieldRef = source.FieldRef is { } field
            ? new V1ObjectFieldSelector { ApiVersion = field.ApiVersion, FieldPath = field.FieldPath }
            : null,
        ResourceFieldRef = source.ResourceFieldRef is { } resource
            ? new V1ResourceFieldSelector
            {
                ContainerName = resource.ContainerName,
                Resource = resource.Resource,
                Divisor = resource.Divisor is { } divisor ? Amount.Parse(divisor) : null,
            }
            : null,
    };
}
