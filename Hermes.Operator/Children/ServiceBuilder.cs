using Hermes.Operator.Entities;
using k8s.Models;

namespace Hermes.Operator.Children;

internal static class ServiceBuilder
{
    public static V1Service Build(HermesApp app) => new()
    {
        ApiVersion = "v1",
        Kind = V1Service.KubeKind,
        Metadata = ChildMetadata.For(app, ChildNames.Service(app), app.Spec.Service?.Annotations),
        Spec = new V1ServiceSpec
        {
            Type = app.Spec.Service?.Type ?? Defaults.ServiceType,
            Selector = ChildLabels.Selector(app),
            Ports =
            [
                new V1ServicePort { Name = ChildNames.Port, Protocol = "TCP", Port = Port(app), TargetPort = ChildNames.Port },
            ],
        },
    };

    /// <summary>The Service's port: the app's own, where the spec names none.</summary>
    public static int Port(HermesApp app) => app.Spec.Service?.Port ?? app.Spec.Port ?? Defaults.Port;
}
