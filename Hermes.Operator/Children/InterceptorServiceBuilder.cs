using Hermes.Operator.Entities;
using k8s.Models;

namespace Hermes.Operator.Children;

/// <summary>
/// An Ingress can only lead to a Service of its own namespace, and the interceptor lives in KEDA's: this name stands in for it. It is
/// the one reference out of the app's namespace, and the app has no say in where it leads.
/// </summary>
internal static class InterceptorServiceBuilder
{
    public static V1Service Build(HermesApp app, ChildEnvironment environment) => new()
    {
        ApiVersion = "v1",
        Kind = V1Service.KubeKind,
        Metadata = ChildMetadata.For(app, ChildNames.InterceptorService(app)),
        Spec = new V1ServiceSpec
        {
            Type = "ExternalName",
            ExternalName = $"{environment.InterceptorService}.{environment.KedaNamespace}.svc.{environment.ClusterDomain}",
            Ports = [new V1ServicePort { Name = ChildNames.Port, Protocol = "TCP", Port = environment.InterceptorPort }],
        },
    };
}
