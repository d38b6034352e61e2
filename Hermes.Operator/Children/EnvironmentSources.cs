using Hermes.Operator.Entities;
using k8s.Models;

namespace Hermes.Operator.Children;

internal static class EnvironmentSources
{
    public static List<V1EnvFromSource>? Build(HermesAppSpec spec) =>
        spec.EnvFrom is { Count: > 0 } sources ? [.. sources.Select(Source)] : null;

    private static V1EnvFromSource Source(EnvironmentSource source) => new()
    {
        Prefix = source.Prefix,
        ConfigMapRef = source.ConfigMapRef is { } configMap
            ? new V1ConfigMapEnvSource { Name = configMap.Name, Optional = configMap.Optional }
            : null,
        SecretRef = source.SecretRef is { } secret
            ? new V1SecretEnvSource { Name = secret.Name, Optional = secret.Optional }
            : null,
    };
}
