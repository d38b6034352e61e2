using Hermes.Operator.Entities;
using Hermes.Operator.Entities.Keda;

namespace Hermes.Operator.Children;

internal static class InterceptorRouteBuilder
{
    public static InterceptorRoute Build(HermesApp app, ChildEnvironment environment, ChildDecisions decisions) => new()
    {
        Metadata = ChildMetadata.For(app, ChildNames.HttpRoute(app)),
        Spec = new InterceptorRouteSpec
        {
            Target = new InterceptorTarget { Service = ChildNames.Service(app), Port = ServiceBuilder.Port(app) },
            Rules = [new InterceptorRule { Hosts = HttpRoutes.Hosts(app, environment, decisions) }],
            ScalingMetric = HttpRoutes.Metric(app.Spec.Scaling!.Http!),
        },
    };
}
