using Hermes.Demo.Snapshots;
using Hermes.Operator.Entities.Keda;
using k8s.Models;

namespace Hermes.Demo.Tests.Snapshots;

public sealed class ChildDetailTests
{
    [Fact]
    public void Of_ALoadBalancer_NamesItsPortAndAddress() => ChildDetail.Of(new V1Service
    {
        Spec = new V1ServiceSpec { Type = "LoadBalancer", Ports = [new V1ServicePort { Port = 80 }] },
        Status = new V1ServiceStatus
        {
            LoadBalancer = new V1LoadBalancerStatus { Ingress = [new V1LoadBalancerIngress { Ip = "192.0.2.1" }] },
        },
    }).ShouldBe("LoadBalancer, port 80, at 192.0.2.1");

    [Fact]
    public void Of_AnExternalName_NamesIt() => ChildDetail.Of(new V1Service
    {
        Spec = new V1ServiceSpec { Type = "ExternalName", ExternalName = "proxy.keda.svc" },
    }).ShouldBe("ExternalName proxy.keda.svc");

    [Fact]
    public void Of_AnIngress_NamesItsClassAndHosts() => ChildDetail.Of(new V1Ingress
    {
        Spec = new V1IngressSpec
        {
            IngressClassName = "nginx",
            Rules = [new V1IngressRule { Host = "a.example" }, new V1IngressRule { Host = "b.example" }],
        },
    }).ShouldBe("nginx, a.example, b.example");

    [Fact]
    public void Of_AnAutoscaler_NamesItsBoundsAndTargets() => ChildDetail.Of(new V2HorizontalPodAutoscaler
    {
        Spec = new V2HorizontalPodAutoscalerSpec
        {
            MinReplicas = 2,
            MaxReplicas = 10,
            Metrics =
            [
                new V2MetricSpec
                {
                    Type = "Resource",
                    Resource = new V2ResourceMetricSource { Name = "cpu", Target = new V2MetricTarget { AverageUtilization = 70 } },
                },
            ],
        },
    }).ShouldBe("2 to 10, cpu 70%");

    [Fact]
    public void Of_AScaledObject_NamesItsBoundsAndTriggers() => ChildDetail.Of(new ScaledObject
    {
        Spec = new ScaledObjectSpec { MinReplicaCount = 0, MaxReplicaCount = 20, Triggers = [new ScaleTrigger { Type = "external-push" }] },
    }).ShouldBe("0 to 20, external-push");

    [Fact]
    public void Of_AnHttpScaledObject_NamesItsHosts() => ChildDetail.Of(new HttpScaledObject
    {
        Spec = new HttpScaledObjectSpec { Hosts = ["a.example"] },
    }).ShouldBe("a.example");

    [Fact]
    public void Of_AnotherKind_SaysNothing() => ChildDetail.Of(new V1ConfigMap()).ShouldBeEmpty();
}
