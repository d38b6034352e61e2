using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Entities;
using Hermes.Operator.Children;
using Hermes.Operator.Controllers;
using Hermes.Operator.Entities;
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

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Rivals_IngressTakesAHostOrLetsItGo_WakesWhoeverWantsIt(bool before, bool after) =>
        AppWatches.Rivals(Ingress(before), Ingress(after), Wanting("a.example.org")).ShouldBe([Key("web")]);

    [Fact]
    public void Rivals_IngressKeepsItsHosts_WakesNobody() =>
        AppWatches.Rivals(Ingress(true), Ingress(true), Wanting("a.example.org")).ShouldBeEmpty();

    private static V1Ingress Ingress(bool hasHost) => new()
    {
        Metadata = new V1ObjectMeta { Name = "theirs", NamespaceProperty = "other" },
        Spec = new V1IngressSpec { Rules = hasHost ? [new V1IngressRule { Host = "a.example.org" }] : [] },
    };

    private static OneApp Wanting(string host) => new(
        new HermesApp
        {
            Metadata = new V1ObjectMeta { Name = "web", NamespaceProperty = "default" },
            Spec = new HermesAppSpec { Ingress = new IngressSettings { Hosts = [host] } },
        });

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

    private sealed class OneApp(HermesApp app) : IResourceStore<HermesApp>
    {
        public int Count => 1;

        public HermesApp? Get(string name, string? @namespace) => throw new NotSupportedException();

        public IReadOnlyList<HermesApp> OwnedBy(string ownerUid) => throw new NotSupportedException();

        public IReadOnlyList<HermesApp> ByIndex(string index, string value) =>
            index == AppInformers.ByHost && app.Spec.Ingress!.Hosts!.Contains(value) ? [app] : [];

        public IReadOnlyList<HermesApp> List() => [app];
    }
}
