using Hermes.Operator.Entities;
using Hermes.Operator.Status;
using k8s.Models;

namespace Hermes.Operator.Tests.Status;

/// <summary>Apps, and what may be observed of them.</summary>
internal static class Observations
{
    public static DateTime Now { get; } = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    public static HermesAppSpec Plain { get; } = new() { Image = "x:1" };

    public static HermesAppSpec Routed { get; } = Plain with { Ingress = new IngressSettings { Hosts = ["a.example.org"], ClassName = "nginx" } };

    public static HermesAppSpec Scaled { get; } = Plain with
    {
        Scaling = new Scaling { MinReplicas = 2, MaxReplicas = 5, Cpu = new UtilizationTarget { AverageUtilization = 70 } },
    };

    /// <summary>All that a condition says, as <c>status reason: message</c>.</summary>
    public static string Said(HermesAppStatus status, string type)
    {
        var condition = status.Conditions!.Single(condition => condition.Type == type);
        return $"{condition.Status} {condition.Reason}: {condition.Message}";
    }

    public static HermesApp App(HermesAppSpec spec) => new()
    {
        Metadata = new V1ObjectMeta { Name = "web", NamespaceProperty = "default", Uid = "u", Generation = 7 },
        Spec = spec,
    };

    public static AppObservation Observed(HermesAppSpec spec, V1Deployment? deployment, params ChildOutcome[] children) => new()
    {
        App = App(spec),
        Now = Now,
        Deployment = deployment,
        Children = children,
        InternalUrl = "http://internal",
    };

    public static V1Deployment Serving(int count) => Deployment(count, new V1DeploymentStatus
    {
        ObservedGeneration = 1,
        Replicas = count,
        UpdatedReplicas = count,
        AvailableReplicas = count,
        ReadyReplicas = count,
        Conditions = [new V1DeploymentCondition { Type = "Available", Status = "True" }],
    });

    public static V1Deployment Workload(string name)
    {
        var unavailable = new V1DeploymentCondition { Type = "Available", Status = "False" };
        return name switch
        {
            "zero" => Deployment(0, new V1DeploymentStatus { ObservedGeneration = 1 }),
            "unseen" => Deployment(1, null),
            "starting" => Deployment(1, new V1DeploymentStatus { ObservedGeneration = 1, Replicas = 1, UpdatedReplicas = 1, Conditions = [unavailable] }),
            "updating" => Deployment(2, Serving(2).Status with { UpdatedReplicas = 1 }),
            "waking" => Deployment(1, new V1DeploymentStatus { ObservedGeneration = 1 }),
            "behind" => Deployment(2, Serving(2).Status with { ObservedGeneration = 0 }),
            "stuck" => Deployment(2, Serving(2).Status with
            {
                UpdatedReplicas = 1,
                Conditions =
                [
                    new V1DeploymentCondition { Type = "Available", Status = "True" },
                    new V1DeploymentCondition { Type = "Progressing", Status = "False", Reason = "ProgressDeadlineExceeded" },
                ],
            }),
            "quota" => Denied("pods \"web-1\" is forbidden: exceeded quota: small"),
            "denied" => Denied("pods \"web-1\" is forbidden: violates PodSecurity \"restricted:latest\""),
            _ => throw new ArgumentException(name, nameof(name)),
        };

        V1Deployment Denied(string message) => Deployment(1, new V1DeploymentStatus
        {
            ObservedGeneration = 1,
            Conditions = [unavailable, new V1DeploymentCondition { Type = "ReplicaFailure", Status = "True", Reason = "FailedCreate", Message = message }],
        });
    }

    public static V1Deployment Deployment(int count, V1DeploymentStatus? status) => new()
    {
        Metadata = new V1ObjectMeta { Generation = 1 },
        Spec = new V1DeploymentSpec
        {
            Replicas = count,
            Template = new V1PodTemplateSpec
            {
                Spec = new V1PodSpec
                {
                    Containers = new List<V1Container>
                    {
                        new()
                        {
                            Name = "app",
                            Resources = new V1ResourceRequirements
                            {
                                Requests = new Dictionary<string, ResourceQuantity> { ["cpu"] = new("100m"), ["memory"] = new("128Mi") },
                            },
                        },
                    },
                },
            },
        },
        Status = status,
    };

    public static V1Ingress WithAddress() => new()
    {
        Status = new V1IngressStatus
        {
            LoadBalancer = new V1IngressLoadBalancerStatus { Ingress = [new V1IngressLoadBalancerIngress { Ip = "10.0.0.1" }] },
        },
    };
}
