using Hermes.Operator.Entities;
using k8s.Models;

namespace Hermes.Operator.Children;

internal static class ContainerBuilder
{
    public static V1Container Build(HermesApp app, ChildEnvironment environment)
    {
        var spec = app.Spec;
        return new V1Container
        {
            Name = ChildNames.Container,
            Image = spec.Image,
            ImagePullPolicy = spec.ImagePullPolicy ?? ImageReference.DefaultPullPolicy(spec.Image!),
            Command = spec.Command is { Count: > 0 } command ? [.. command] : null,
            Args = spec.Args is { Count: > 0 } args ? [.. args] : null,
            Ports =
            [
                new V1ContainerPort { Name = ChildNames.Port, ContainerPort = spec.Port ?? Defaults.Port, Protocol = "TCP" },
            ],
            Env = EnvironmentVariables.Build(app, environment),
            EnvFrom = EnvironmentSources.Build(spec),
            Resources = ContainerResources.Build(spec),
            ReadinessProbe = ProbeBuilder.Build(spec.Probes?.Readiness ?? new ProbeSettings()),
            LivenessProbe = spec.Probes?.Liveness is { } liveness ? ProbeBuilder.Build(liveness) : null,
            StartupProbe = spec.Probes?.Startup is { } startup ? ProbeBuilder.Build(startup) : null,
            SecurityContext = new V1SecurityContext
            {
                AllowPrivilegeEscalation = false,
                Capabilities = new V1Capabilities { Drop = ["ALL"] },
                ReadOnlyRootFilesystem = spec.Security?.ReadOnlyRootFilesystem ?? Defaults.ReadOnlyRootFilesystem,
            },
            VolumeMounts = [new V1VolumeMount { Name = ChildNames.TemporaryVolume, MountPath = "/tmp" }],
        };
    }
}
