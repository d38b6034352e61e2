using Hermes.Operator.Entities;
using Hermes.Operator.Entities.Keda;
using k8s.Models;

namespace Hermes.Operator.Children;

internal static class HttpScaledObjectBuilder
{
    /// <summary>Tells the add-on to route and count only: the ScaledObject with all triggers is ours.</summary>
    public const string SkipScaledObjectAnnotation = "httpscaledobject.keda.sh/skip-scaledobject-creation";

    public static HttpScaledObject Build(HermesApp app, ChildEnvironment environment, ChildDecisions decisions)
    {
        var scaling = app.Spec.Scaling!;
        return new HttpScaledObject
        {
            Metadata = ChildMetadata.For(app, ChildNames.HttpRoute(app), [new(SkipScaledObjectAnnotation, "true")]),
            Spec = new HttpScaledObjectSpec
            {
                Hosts = HttpRoutes.Hosts(app, environment, decisions),
                ScaleTargetRef = new HttpScaleTarget
                {
                    ApiVersion = "apps/v1",
                    Kind = V1Deployment.KubeKind,
                    Name = ChildNames.Deployment(app),
                    Service = ChildNames.Service(app),
                    Port = ServiceBuilder.Port(app),
                },
                Replicas = new ReplicaBounds { Min = scaling.MinReplicas ?? Defaults.MinReplicas, Max = scaling.MaxReplicas },
                ScalingMetric = HttpRoutes.Metric(scaling.Http!),
                ScaledownPeriod = scaling.Http!.CooldownSeconds ?? Defaults.CooldownSeconds,
            },
        };
    }
}
