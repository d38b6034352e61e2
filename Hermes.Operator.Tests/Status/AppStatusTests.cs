using Hermes.Operator.Entities;
using Hermes.Operator.Status;
using Hermes.Operator.Validation;
using k8s.Models;
using static Hermes.Operator.Tests.Status.Observations;

namespace Hermes.Operator.Tests.Status;

public sealed class AppStatusTests
{
    [Fact]
    public void Of_EverythingWorks_IsReady()
    {
        var status = AppStatus.Of(Observed(Plain, Serving(1)));

        Of(status, ConditionType.Ready).ShouldBe("True Ready");
        Of(status, ConditionType.Accepted).ShouldBe("True Valid");
        Of(status, ConditionType.Available).ShouldBe("True MinimumAvailable");
        Of(status, ConditionType.RolledOut).ShouldBe("True AllReplicasUpdated");
        Of(status, ConditionType.ScalingReady).ShouldBe("True NotConfigured");
        Of(status, ConditionType.RoutingReady).ShouldBe("True NotConfigured");
        status.Conditions!.ShouldAllBe(condition => condition.ObservedGeneration == 7);
        (status.ObservedGeneration, status.Replicas, status.ReadyReplicas).ShouldBe((7, 1, 1));
        status.Url.ShouldBe("http://internal");
    }

    [Fact]
    public void Of_NothingStandsYet_IsUndecided()
    {
        var status = AppStatus.Of(Observed(Plain, null));

        Of(status, ConditionType.Ready).ShouldBe("Unknown Pending");
        Of(status, ConditionType.Available).ShouldBe("Unknown Pending");
    }

    [Fact]
    public void Of_SomePartIsNot_ReadySaysWhatTheFirstSays()
    {
        var status = AppStatus.Of(Observed(Scaled, Serving(2)) with
        {
            ScalingFault = new ScalingFault(Reasons.KedaNotInstalled, "install it"),
            Hosts = new HostClaims([], [new("a", "HermesApp b/c")]),
        });

        Of(status, ConditionType.Ready).ShouldBe("False KedaNotInstalled");
        status.Conditions!.Single(condition => condition.Type == ConditionType.Ready).Message.ShouldBe("install it");
    }

    public static TheoryData<string, string, string, string> Workloads => new()
    {
        { "zero", "", "True ScaledToZero", "True AllReplicasUpdated" },
        { "unseen", "", "Unknown Pending", "False RollingOut" },
        { "starting", "", "False MinimumUnavailable", "True AllReplicasUpdated" },
        { "starting", Reasons.ImagePullBackOff, "False ImagePullBackOff", "True AllReplicasUpdated" },
        { "starting", Reasons.Unschedulable, "False Unschedulable", "True AllReplicasUpdated" },
        { "updating", "", "True MinimumAvailable", "False RollingOut" },
        { "behind", "", "True MinimumAvailable", "False RollingOut" },
        { "stuck", Reasons.CrashLoopBackOff, "True MinimumAvailable", "False RolloutFailed" },
        { "quota", "", "False QuotaExceeded", "False RollingOut" },
        { "denied", "", "False PodSecurityDenied", "False RollingOut" },
    };

    [Theory]
    [MemberData(nameof(Workloads))]
    public void Of_Workload_SaysWhetherItServesAndRollsOut(string deployment, string podCause, string available, string rolledOut)
    {
        var status = AppStatus.Of(Observed(Plain, Workload(deployment)) with
        {
            PodCause = podCause.Length == 0 ? null : new PodCause(podCause, "says the pod"),
        });

        Of(status, ConditionType.Available).ShouldBe(available);
        Of(status, ConditionType.RolledOut).ShouldBe(rolledOut);
    }

    [Theory]
    [InlineData("behind")]
    [InlineData("waking")]
    public void Of_RolledOutAppIsScaled_StaysRolledOut(string deployment)
    {
        var before = Observed(Plain, Serving(2));
        before.App.Status = AppStatus.Of(before);

        Of(AppStatus.Of(before with { Deployment = Workload(deployment) }), ConditionType.RolledOut).ShouldBe("True AllReplicasUpdated");
    }

    [Theory]
    [InlineData("behind")]
    [InlineData("waking")]
    [InlineData("unseen")]
    public void Of_NewGenerationOfTheApp_IsNotRolledOutYet(string deployment)
    {
        var before = Observed(Plain, Serving(2));
        before.App.Status = AppStatus.Of(before);
        before.App.Metadata.Generation++;

        Of(AppStatus.Of(before with { Deployment = Workload(deployment) }), ConditionType.RolledOut).ShouldBe("False RollingOut");
    }

    [Theory]
    [InlineData("Conflict", "belongs to Helm", "False NameConflict", "False NameConflict")]
    [InlineData("Failed", "exceeded quota: small", "False QuotaExceeded", "False QuotaExceeded")]
    [InlineData("Failed", "admission webhook \"x\" denied the request", "False AdmissionDenied", "False AdmissionDenied")]
    [InlineData("Failed", "spec.selector: field is immutable", "False ApplyFailed", "False ApplyFailed")]
    [InlineData("Waiting", "for the former one", "Unknown ChildWaiting", "Unknown ChildWaiting")]
    public void Of_DeploymentCannotBeMade_IsNotAvailable(string state, string message, string available, string rolledOut)
    {
        var status = AppStatus.Of(Observed(Plain, null, new ChildOutcome(AppPart.Workload, "Deployment", "web", state, message)));

        Of(status, ConditionType.Available).ShouldBe(available);
        Of(status, ConditionType.RolledOut).ShouldBe(rolledOut);
    }

    [Fact]
    public void Of_DeploymentCannotBeChanged_StillServes()
    {
        var status = AppStatus.Of(Observed(
            Plain, Serving(1), new ChildOutcome(AppPart.Workload, "Deployment", "web", ChildState.Failed, "exceeded quota: small")));

        Of(status, ConditionType.Available).ShouldBe("True MinimumAvailable");
        Of(status, ConditionType.RolledOut).ShouldBe("False QuotaExceeded");
    }

    [Fact]
    public void Of_ServiceNameIsTaken_IsNamedAndNotReady()
    {
        var taken = new ChildOutcome(AppPart.Routing, "Service", "web", ChildState.Conflict, "web exists and belongs to Helm release x");
        var status = AppStatus.Of(Observed(Plain, Serving(1), taken));

        Of(status, ConditionType.RoutingReady).ShouldBe("False NameConflict");
        Of(status, ConditionType.Ready).ShouldBe("False NameConflict");
        status.Children!.ShouldContain(taken.ToStatus());
    }

    [Fact]
    public void Of_OneChildWaitsAndAnotherIsInConflict_SpeaksOfTheConflict()
    {
        var status = AppStatus.Of(Observed(
            Routed,
            Serving(1),
            new ChildOutcome(AppPart.Routing, "Ingress", "web", ChildState.Waiting, "for its turn"),
            new ChildOutcome(AppPart.Routing, "Service", "web", ChildState.Conflict, "belongs to Helm"),
            new ChildOutcome(AppPart.Scaling, "HTTPScaledObject", "web", ChildState.Waiting, "for its turn"),
            new ChildOutcome(AppPart.Scaling, "ScaledObject", "web", ChildState.Failed, "admission webhook denied the request")));

        Of(status, ConditionType.RoutingReady).ShouldBe("False NameConflict");
        Of(status, ConditionType.ScalingReady).ShouldBe("False AdmissionDenied");
    }

    [Fact]
    public void Of_FormerScalerCannotBeDeleted_SaysThatRatherThanThatItIsAwaited()
    {
        var kept = new ChildOutcome(AppPart.Scaling, "HorizontalPodAutoscaler", "web", ChildState.Failed, "cannot be deleted: no");
        var status = AppStatus.Of(Observed(Plain, Serving(1), kept) with
        {
            ScalingFault = new ScalingFault(Reasons.SwitchingScaler, "waiting", IsUndecided: true),
        });

        Of(status, ConditionType.ScalingReady).ShouldBe("False ApplyFailed");
    }

    [Theory]
    [InlineData(true, false, "True ScalerActive")]
    [InlineData(false, false, "Unknown Pending")]
    [InlineData(false, true, "False FailedGetResourceMetric")]
    [InlineData(null, false, "Unknown Pending")]
    public void Of_ScalerReports_IsBelievedOnceItHasHeld(bool? isActive, bool isSettled, string scaling)
    {
        var status = AppStatus.Of(Observed(Scaled, Serving(2)) with
        {
            ScalerReport = new ScalerReport(isActive, "FailedGetResourceMetric", "no metrics"),
            IsReportSettled = isSettled,
        });

        Of(status, ConditionType.ScalingReady).ShouldBe(scaling);
    }

    [Fact]
    public void Of_WorkingScalerReportsAFault_StaysTrueUntilItHasHeld()
    {
        var works = Observed(Scaled, Serving(2)) with { ScalerReport = new ScalerReport(true, "", "") };
        var app = works.App;
        app.Status = AppStatus.Of(works);

        var doubtful = works with { ScalerReport = new ScalerReport(false, "FailedGetResourceMetric", "no metrics") };

        Of(AppStatus.Of(doubtful), ConditionType.ScalingReady).ShouldBe("True ScalerActive");
        Of(AppStatus.Of(doubtful with { IsReportSettled = true }), ConditionType.ScalingReady).ShouldBe("False FailedGetResourceMetric");
    }

    [Fact]
    public void Of_InjectedContainerRequestsNothing_IsNamed()
    {
        var deployment = Serving(2);
        deployment.Spec.Template.Spec.Containers.Add(new V1Container { Name = "proxy" });
        var status = AppStatus.Of(Observed(Scaled, deployment) with { ScalerReport = new ScalerReport(true, "", "") });

        Of(status, ConditionType.ScalingReady).ShouldBe("False MissingResourceRequests");
        status.Conditions!.Single(condition => condition.Type == ConditionType.ScalingReady).Message.ShouldContain("proxy");
    }

    public static TheoryData<string, string> Routings => new()
    {
        { "routed", "True TrafficRouted" },
        { "lost host", "False HostConflict" },
        { "no class", "False IngressClassNotFound" },
        { "no class but an address of the one before", "False IngressClassNotFound" },
        { "no pod", "False BackendUnavailable" },
        { "no pod, interceptor", "True TrafficRouted" },
        { "no ingress yet", "Unknown Pending" },
        { "refused", "False ApplyFailed" },
    };

    [Theory]
    [MemberData(nameof(Routings))]
    public void Of_Routing_SaysWhetherTrafficReachesTheApp(string what, string routing)
    {
        var hosts = new HostClaims(["a.example.org"], []);
        var observed = Observed(Routed, Serving(1)) with { Hosts = hosts, Ingress = new V1Ingress() };
        observed = what switch
        {
            "lost host" => observed with { Hosts = new HostClaims([], [new("a.example.org", "HermesApp b/c")]) },
            "no class" => observed with { MissingIngressClass = "nginx" },
            "no class but an address of the one before" => observed with { MissingIngressClass = "nginx", Ingress = WithAddress() },
            "no pod" => observed with { Deployment = Workload("starting") },
            "no pod, interceptor" => observed with { Deployment = Workload("zero"), ThroughInterceptor = true },
            "no ingress yet" => observed with { Ingress = null },
            "refused" => observed with { Children = [new(AppPart.Routing, "Ingress", "web", ChildState.Failed, "path: invalid")] },
            _ => observed,
        };

        Of(AppStatus.Of(observed), ConditionType.RoutingReady).ShouldBe(routing);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Of_RoutedByTraefik_HintsAtItsSettingWhileTrafficLeadsThroughTheInterceptor(bool isTraefik, bool throughInterceptor)
    {
        var status = AppStatus.Of(Observed(Routed, Serving(1)) with
        {
            Hosts = new HostClaims(["a.example.org"], []),
            Ingress = new V1Ingress(),
            IsTraefik = isTraefik,
            ThroughInterceptor = throughInterceptor,
        });

        status.Conditions!.Single(condition => condition.Type == ConditionType.RoutingReady).Message
            .ShouldBe(isTraefik && throughInterceptor ? IngressControllers.TraefikHint : "");
    }

    [Fact]
    public void Of_Routed_TellsTheUrlOfTheFirstHostHeld()
    {
        var routed = Observed(Routed with { Ingress = Routed.Ingress! with { Path = "/api", Tls = new IngressTls { SecretName = "s" } } }, Serving(1));

        AppStatus.Of(routed with { Ingress = new V1Ingress(), Hosts = new HostClaims(["b.example.org"], []) })
            .Url.ShouldBe("https://b.example.org/api");
    }

    [Fact]
    public void Of_LoadBalancer_TellsItsAddress() => AppStatus.Of(Observed(Plain, Serving(1)) with
    {
        Service = new V1Service
        {
            Spec = new V1ServiceSpec { Ports = [new V1ServicePort { Port = 8000 }] },
            Status = new V1ServiceStatus { LoadBalancer = new V1LoadBalancerStatus { Ingress = [new V1LoadBalancerIngress { Ip = "10.1.2.3" }] } },
        },
    }).Url.ShouldBe("http://10.1.2.3:8000");

    [Fact]
    public void Of_StatusStaysTheSame_TransitionTimeDoes()
    {
        var first = Observed(Plain, Workload("starting"));
        first.App.Status = AppStatus.Of(first);

        var second = AppStatus.Of(first with { Now = Now.AddMinutes(1), PodCause = new PodCause(Reasons.CrashLoopBackOff, "exit code 1") });
        var third = AppStatus.Of(first with { Now = Now.AddMinutes(1), Deployment = Serving(1) });

        Time(second, ConditionType.Available).ShouldBe(Now);
        Of(second, ConditionType.Available).ShouldBe("False CrashLoopBackOff");
        Time(third, ConditionType.Available).ShouldBe(Now.AddMinutes(1));
        Time(third, ConditionType.Accepted).ShouldBe(Now);
    }

    [Fact]
    public void Of_DeploymentIsGone_RemembersTheCountWishedLast()
    {
        var observed = Observed(Scaled, null);
        observed.App.Status = new HermesAppStatus { Scaler = new ScalerStatus { Desired = 4 } };

        AppStatus.Of(observed).Scaler!.Desired.ShouldBe(4);
    }

    [Fact]
    public void Of_Scaled_TellsTheScaler()
    {
        var scaler = AppStatus.Of(Observed(Scaled, Serving(2)) with
        {
            Autoscaler = new V2HorizontalPodAutoscaler { Status = new V2HorizontalPodAutoscalerStatus { DesiredReplicas = 3 } },
        }).Scaler;

        scaler.ShouldBe(new ScalerStatus
        {
            Kind = ScalerKind.HorizontalPodAutoscaler,
            Name = "web",
            Min = 2,
            Max = 5,
            Current = 2,
            Desired = 3,
        });
    }

    [Fact]
    public void Of_Paused_SaysSo() =>
        Of(AppStatus.Of(Observed(Plain with { Paused = true }, Serving(1))), ConditionType.Accepted).ShouldBe("True Paused");

    [Fact]
    public void OfInvalid_NamesEveryFaultAndKeepsWhatWasKnown()
    {
        var app = App(Plain);
        app.Status = AppStatus.Of(Observed(Plain, Serving(1)));

        var status = AppStatus.OfInvalid(app, [new FieldFault("spec.a", "must b"), new FieldFault("spec.c", "must d")], Now.AddHours(1));

        Of(status, ConditionType.Ready).ShouldBe("False InvalidSpec");
        status.Conditions!.Single(condition => condition.Type == ConditionType.Accepted).Message.ShouldBe("spec.a: must b; spec.c: must d");
        Of(status, ConditionType.Available).ShouldBe("True MinimumAvailable");
        status.ReadyReplicas.ShouldBe(1);
    }

    [Fact]
    public void OfInvalid_NewApp_LeavesTheRestUndecided() =>
        Of(AppStatus.OfInvalid(App(Plain), [new FieldFault("spec.a", "must b")], Now), ConditionType.Available).ShouldBe("Unknown Pending");

    private static string Of(HermesAppStatus status, string type)
    {
        var condition = status.Conditions!.Single(condition => condition.Type == type);
        return $"{condition.Status} {condition.Reason}";
    }

    private static DateTime? Time(HermesAppStatus status, string type) =>
        status.Conditions!.Single(condition => condition.Type == type).LastTransitionTime;
}
