using Hermes.Operator.Entities;
using k8s.Models;

namespace Hermes.Operator.Children;

internal static class HorizontalPodAutoscalerBuilder
{
    public static V2HorizontalPodAutoscaler Build(HermesApp app)
    {
        var scaling = app.Spec.Scaling!;
        return new V2HorizontalPodAutoscaler
        {
            ApiVersion = "autoscaling/v2",
            Kind = V2HorizontalPodAutoscaler.KubeKind,
            Metadata = ChildMetadata.For(app, ChildNames.HorizontalPodAutoscaler(app)),
            Spec = new V2HorizontalPodAutoscalerSpec
            {
                ScaleTargetRef = new V2CrossVersionObjectReference
                {
                    ApiVersion = "apps/v1",
                    Kind = V1Deployment.KubeKind,
                    Name = ChildNames.Deployment(app),
                },
                MinReplicas = scaling.MinReplicas ?? Defaults.MinReplicas,
                MaxReplicas = scaling.MaxReplicas!.Value,
                Metrics = [.. Metrics(scaling)],
                Behavior = BehaviorBuilder.Build(scaling.Behavior),
            },
        };
    }

    private static IEnumerable<V2MetricSpec> Metrics(Scaling scaling)
    {
        if (scaling.Cpu is { } cpu)
        {
            yield return Utilization("cpu", cpu);
        }

        if (scaling.Memory is { } memory)
        {
            yield return Utilization("memory", memory);
        }
    }

    private static V2MetricSpec Utilization(string resource, UtilizationTarget target) => new()
    {
        Type = "Resource",
        Resource = new V2ResourceMetricSource
        {
            Name = resource,
            Target = new V2MetricTarget { Type = "Utilization", AverageUtilization = target.AverageUtilization },
        },
    };
}
