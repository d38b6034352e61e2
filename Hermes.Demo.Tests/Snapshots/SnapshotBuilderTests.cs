using Hermes.Demo.Snapshots;
using Hermes.Operator.Entities;
using k8s;
using k8s.Models;

namespace Hermes.Demo.Tests.Snapshots;

public sealed class SnapshotBuilderTests
{
    private static readonly DateTime Time = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    [Fact]
    public void Build_OfAnAppWithItsChildren_JoinsStatusAndObjects()
    {
        var app = App("web", "uid-1");
        app.Status = new HermesAppStatus
        {
            ObservedGeneration = 2,
            Replicas = 2,
            ReadyReplicas = 1,
            Url = "http://web.example",
            Scaler = new ScalerStatus { Kind = ScalerKind.HorizontalPodAutoscaler, Name = "web", Min = 2, Max = 10, Desired = 2 },
            Children =
            [
                new ChildStatus { Kind = "Service", Name = "web", State = ChildState.Applied },
                new ChildStatus { Kind = "Deployment", Name = "web", State = ChildState.Applied },
            ],
            Conditions = [new V1Condition { Type = "Ready", Status = "True", Reason = "Ready", Message = "" }],
        };

        var snapshot = Build([app], [Deployment("web", "uid-1"), Deployment("other", "uid-2")]);

        var shown = snapshot.Apps.ShouldHaveSingleItem();
        shown.Url.ShouldBe("http://web.example");
        shown.Scaler.ShouldBe("HorizontalPodAutoscaler, 1/2 ready of 2..10");
        shown.Children.ShouldBe(
        [
            new ChildSnapshot { Kind = "Service", Name = "web", State = "Applied" },
            new ChildSnapshot { Kind = "Deployment", Name = "web", State = "Applied", Exists = true, Detail = "2/3 available" },
        ]);
        shown.IsReady.ShouldBeFalse("the Service has not been seen");
    }

    [Fact]
    public void Build_OfAReadyAppWhoseChildrenAreThere_IsReady() =>
        Build([ReadyApp(observed: 2)], [Deployment("web", "uid-1")]).IsReady.ShouldBeTrue();

    [Fact]
    public void Build_OfAStatusAboutAFormerSpec_IsNotReady() =>
        Build([ReadyApp(observed: 1)], [Deployment("web", "uid-1")]).IsReady.ShouldBeFalse();

    [Fact]
    public void Build_OfAChildThatTheStatusDoesNotName_ShowsItAsFound()
    {
        var shown = Build([App("web", "uid-1")], [Deployment("web", "uid-1")]).Apps[0].Children.ShouldHaveSingleItem();

        shown.State.ShouldBeNull();
        shown.Exists.ShouldBeTrue();
    }

    [Fact]
    public void Build_OfSeveralApps_OrdersThemByName() =>
        Build([App("b", "2"), App("a", "1")], []).Apps.Select(app => app.Name).ShouldBe(["a", "b"]);

    [Fact]
    public void Build_OfEvents_KeepsTheLatestOfItsAppsAndTheirChildren()
    {
        List<Corev1Event> events =
        [
            Event("uid-1", "Updated", Time.AddSeconds(2)),
            Event("uid-1", "Created", Time.AddSeconds(1)),
            Event("deployment-of-uid-1", "Scaled", Time.AddSeconds(3)),
            Event("uid-9", "Elsewhere", Time),
            .. Enumerable.Range(0, 20).Select(i => Event("uid-1", "Old", Time.AddMinutes(-i - 1))),
        ];

        var shown = SnapshotBuilder.Build([App("web", "uid-1")], [Deployment("web", "uid-1")], events, "config").Events;

        shown.Count.ShouldBe(10);
        shown.Select(e => e.Reason).TakeLast(3).ShouldBe(["Created", "Updated", "Scaled"]);
        shown.ShouldNotContain(e => e.Reason == "Elsewhere");
    }

    private static DemoSnapshot Build(IEnumerable<HermesApp> apps, IEnumerable<IKubernetesObject<V1ObjectMeta>> objects) =>
        SnapshotBuilder.Build(apps, objects, [], "config");

    private static HermesApp ReadyApp(long observed)
    {
        var app = App("web", "uid-1");
        app.Status = new HermesAppStatus
        {
            ObservedGeneration = observed,
            Children = [new ChildStatus { Kind = "Deployment", Name = "web", State = ChildState.Applied }],
            Conditions = [new V1Condition { Type = "Ready", Status = "True", Reason = "Ready", Message = "" }],
        };
        return app;
    }

    private static HermesApp App(string name, string uid) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = "default", Uid = uid, Generation = 2 },
        Spec = new HermesAppSpec { Image = "hello" },
    };

    private static V1Deployment Deployment(string name, string owner) => new()
    {
        ApiVersion = "apps/v1",
        Kind = "Deployment",
        Metadata = new V1ObjectMeta
        {
            Name = name,
            NamespaceProperty = "default",
            Uid = $"deployment-of-{owner}",
            OwnerReferences =
            [
                new V1OwnerReference { ApiVersion = HermesApp.GroupVersion, Kind = "HermesApp", Name = name, Uid = owner, Controller = true },
            ],
        },
        Spec = new V1DeploymentSpec { Replicas = 3 },
        Status = new V1DeploymentStatus { AvailableReplicas = 2 },
    };

    private static Corev1Event Event(string uid, string reason, DateTime time) => new()
    {
        Metadata = new V1ObjectMeta { Name = reason },
        InvolvedObject = new V1ObjectReference { Kind = "HermesApp", Name = "web", Uid = uid },
        Reason = reason,
        Type = "Normal",
        LastTimestamp = time,
    };
}
