using Hermes.Kubernetes.Entities;
using Hermes.Operator.Children;
using Hermes.Operator.Controllers;
using k8s.Models;

namespace Hermes.Operator.Tests.Controllers;

public sealed class AppWatchesTests
{
    [Fact]
    public void Targets_AimMoves_WakesTheFormerAndTheNew() =>
        AppWatches.Targets(Autoscaler("mine", "a"), Autoscaler("mine", "b")).ShouldBe([Key("mine"), Key("a"), Key("b")], ignoreOrder: true);

    [Fact]
    public void Targets_KedasAutoscaler_WakesTheApp() =>
        AppWatches.Targets(Autoscaler("keda-hpa-web", "web"), null).ShouldContain(Key("web"));

    [Fact]
    public void TroubledPods_TroubleBegins_WakesTheApp() => AppWatches.TroubledPods(Pod(null), Pod("CrashLoopBackOff")).ShouldBe([Key("web")]);

    [Fact]
    public void TroubledPods_TroubledPodGoes_WakesTheApp() => AppWatches.TroubledPods(Pod("CrashLoopBackOff"), null).ShouldBe([Key("web")]);

    [Fact]
    public void TroubledPods_SameTrouble_WakesNobody() =>
        AppWatches.TroubledPods(Pod("CrashLoopBackOff"), Pod("CrashLoopBackOff")).ShouldBeEmpty();

    [Fact]
    public void TroubledPods_NoTrouble_WakesNobody() => AppWatches.TroubledPods(null, Pod(null)).ShouldBeEmpty();

    private static NamespacedName Key(string name) => new("default", name);

    private static V2HorizontalPodAutoscaler Autoscaler(string name, string target) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = "default" },
        Spec = new V2HorizontalPodAutoscalerSpec { ScaleTargetRef = new V2CrossVersionObjectReference { Kind = "Deployment", Name = target } },
    };

    private static V1Pod Pod(string? waiting) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = "web-1",
            NamespaceProperty = "default",
            Labels = new Dictionary<string, string> { [ChildLabels.App] = "web" },
        },
        Status = new V1PodStatus
        {
            ContainerStatuses = waiting is null
                ? []
                : [new V1ContainerStatus { Name = "app", State = new V1ContainerState { Waiting = new V1ContainerStateWaiting { Reason = waiting } } }],
        },
    };
}
