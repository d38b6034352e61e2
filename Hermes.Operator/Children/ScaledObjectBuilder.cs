using System.Globalization;
using Hermes.Operator.Entities;
using Hermes.Operator.Entities.Keda;
using k8s.Models;

namespace Hermes.Operator.Children;

internal static class ScaledObjectBuilder
{
    public static ScaledObject Build(HermesApp app, ChildEnvironment environment, ChildDecisions decisions)
    {
        var scaling = app.Spec.Scaling!;
        var cooldown = scaling.Http!.CooldownSeconds ?? Defaults.CooldownSeconds;
        return new ScaledObject
        {
            Metadata = ChildMetadata.For(app, ChildNames.ScaledObject(app)),
            Spec = new ScaledObjectSpec
            {
                ScaleTargetRef = new WorkloadReference
                {
                    ApiVersion = "apps/v1",
                    Kind = V1Deployment.KubeKind,
                    Name = ChildNames.Deployment(app),
                },
                MinReplicaCount = decisions.MinReplicaCount,
                MaxReplicaCount = scaling.MaxReplicas,
                CooldownPeriod = cooldown,
                // Without one KEDA scales a new app to zero at its first poll.
                InitialCooldownPeriod = cooldown,
                Advanced = BehaviorBuilder.Build(scaling.Behavior) is { } behavior
                    ? new ScaledObjectAdvanced { HorizontalPodAutoscalerConfig = new KedaAutoscalerConfig { Behavior = behavior } }
                    : null,
                Triggers = [HttpTrigger(app, environment), .. UtilizationTriggers(scaling)],
            },
        };
    }

    private static ScaleTrigger HttpTrigger(HermesApp app, ChildEnvironment environment) => new()
    {
        Type = "external-push",
        Metadata = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["scalerAddress"] = environment.ExternalScalerAddress ?? $"keda-add-ons-http-external-scaler.{environment.KedaNamespace}:9090",
            [environment.UsesInterceptorRoute ? "interceptorRoute" : "httpScaledObject"] = ChildNames.HttpRoute(app),

            // Not read by the scaler, which knows the target from the route. KEDA asks for it only when the ScaledObject changes (its
            // generation predicate): without this an edited target would not reach KEDA's autoscaler.
            ["hermesTarget"] = Target(app.Spec.Scaling!.Http!),
        },
    };

    private static string Target(HttpScaling http) => http.RequestRate is { } rate
        ? string.Create(CultureInfo.InvariantCulture, $"requestRate={rate.Target}/{rate.WindowSeconds ?? Defaults.RateWindowSeconds}s")
        : string.Create(CultureInfo.InvariantCulture, $"concurrency={http.Concurrency}");

    private static IEnumerable<ScaleTrigger> UtilizationTriggers(Scaling scaling)
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

    private static ScaleTrigger Utilization(string resource, UtilizationTarget target) => new()
    {
        Type = resource,
        MetricType = "Utilization",
        Metadata = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["value"] = target.AverageUtilization!.Value.ToString(CultureInfo.InvariantCulture),
        },
    };
}
