using Hermes.Operator.Status;
using k8s.Models;
using static Hermes.Operator.Tests.Status.Observations;

namespace Hermes.Operator.Tests.Status;

/// <summary>What Available and RolledOut say, to the letter.</summary>
public sealed class WorkloadConditionsTests
{
    private const string Unseen = "False RollingOut: the Deployment's controller has not seen the latest change yet";
    private const string Updated = "True AllReplicasUpdated: ";
    private const string Quota = "pods \"web-1\" is forbidden: exceeded quota: small";

    [Theory]
    [InlineData("zero", null, "True ScaledToZero: there is no pod, and none is wanted now", Updated)]
    [InlineData("unseen", null, "Unknown Pending: the Deployment has not been looked at by its controller yet", Unseen)]
    [InlineData("starting", null, "False MinimumUnavailable: 0 of 1 replicas are available", Updated)]
    [InlineData("starting", Reasons.ImagePullBackOff, "False ImagePullBackOff: says the pod", Updated)]
    [InlineData("updating", null, "True MinimumAvailable: 2 of 2 replicas are available", "False RollingOut: 1 of 2 replicas are updated")]
    [InlineData(
        "updating",
        Reasons.CrashLoopBackOff,
        "True MinimumAvailable: 2 of 2 replicas are available",
        "False RollingOut: 1 of 2 replicas are updated; CrashLoopBackOff: says the pod")]
    [InlineData("behind", null, "True MinimumAvailable: 2 of 2 replicas are available", Unseen)]
    [InlineData("waking", null, "False MinimumUnavailable: 0 of 1 replicas are available", "False RollingOut: 0 of 1 replicas are updated")]
    [InlineData("stuck", null, "True MinimumAvailable: 2 of 2 replicas are available", "False RolloutFailed: ")]
    [InlineData(
        "stuck", Reasons.Unschedulable, "True MinimumAvailable: 2 of 2 replicas are available", "False RolloutFailed: Unschedulable: says the pod")]
    [InlineData("quota", null, $"False QuotaExceeded: {Quota}", $"False RollingOut: 0 of 1 replicas are updated; QuotaExceeded: {Quota}")]
    [InlineData("quota", Reasons.CrashLoopBackOff, $"False QuotaExceeded: {Quota}", $"False RollingOut: 0 of 1 replicas are updated; QuotaExceeded: {Quota}")]
    public void Mark_OfADeployment_SaysHowItServesAndHowFarItIs(string deployment, string? podCause, string available, string rolledOut)
    {
        var status = AppStatus.Of(Observed(Plain, Workload(deployment)) with
        {
            PodCause = podCause is null ? null : new PodCause(podCause, "says the pod"),
        });

        Said(status, ConditionType.Available).ShouldBe(available);
        Said(status, ConditionType.RolledOut).ShouldBe(rolledOut);
    }

    [Fact]
    public void Mark_OfNoDeployment_SaysThatItIsBeingMade()
    {
        var status = AppStatus.Of(Observed(Plain, null));

        Said(status, ConditionType.Available).ShouldBe("Unknown Pending: the Deployment is being made");
        Said(status, ConditionType.RolledOut).ShouldBe("Unknown Pending: the Deployment is being made");
    }

    [Theory]
    [InlineData("Conflict", "belongs to Helm", "False NameConflict: Deployment web: belongs to Helm")]
    [InlineData("Waiting", "", "Unknown ChildWaiting: Deployment web: Waiting")]
    public void Mark_OfADeploymentThatIsNotApplied_NamesItAndWhatStandsInTheWay(string state, string message, string said)
    {
        var blocked = new ChildOutcome(AppPart.Workload, "Deployment", "web", state, message);
        var status = AppStatus.Of(Observed(Plain, null, blocked));
        var serving = AppStatus.Of(Observed(Plain, Serving(1), blocked));

        Said(status, ConditionType.Available).ShouldBe(said);
        Said(status, ConditionType.RolledOut).ShouldBe(said);
        Said(serving, ConditionType.Available).ShouldBe("True MinimumAvailable: 1 of 1 replicas are available");
        Said(serving, ConditionType.RolledOut).ShouldBe(said);
    }

    [Fact]
    public void Mark_OfARolloutThatIsStuck_RepeatsTheDeploymentsWords()
    {
        var deployment = Workload("stuck");
        deployment.Status.Conditions[1] = deployment.Status.Conditions[1] with { Message = "has timed out progressing" };

        Said(AppStatus.Of(Observed(Plain, deployment)), ConditionType.RolledOut).ShouldBe("False RolloutFailed: has timed out progressing");
    }

    [Theory]
    [InlineData("True", "ProgressDeadlineExceeded")]
    [InlineData("False", "ReplicaSetCreateError")]
    public void Mark_OfAnyOtherProgress_IsStillRollingOut(string status, string reason)
    {
        var deployment = Workload("stuck");
        deployment.Status.Conditions[1] = deployment.Status.Conditions[1] with { Status = status, Reason = reason };

        Said(AppStatus.Of(Observed(Plain, deployment)), ConditionType.RolledOut).ShouldBe("False RollingOut: 1 of 2 replicas are updated");
    }

    [Theory]
    [InlineData("True", "False MinimumUnavailable: no such thing")]
    [InlineData("False", "False MinimumUnavailable: 0 of 1 replicas are available")]
    public void Mark_OfPodsThatAreRefused_RepeatsTheServersWordsWhileTheyAre(string refused, string available)
    {
        var deployment = Workload("quota");
        deployment.Status.Conditions[1] = deployment.Status.Conditions[1] with { Status = refused, Message = "no such thing" };

        Said(AppStatus.Of(Observed(Plain, deployment)), ConditionType.Available).ShouldBe(available);
    }

    /// <summary>The Deployment's controller counts pods before it says that enough of them are available.</summary>
    [Fact]
    public void Mark_OfAvailablePodsThatAreTooFew_IsUnavailable()
    {
        var deployment = Serving(2);
        deployment.Status = deployment.Status with { AvailableReplicas = 1, Conditions = Workload("starting").Status.Conditions };

        Said(AppStatus.Of(Observed(Plain, deployment)), ConditionType.Available).ShouldBe("False MinimumUnavailable: 1 of 2 replicas are available");
    }

    [Fact]
    public void Mark_OfADeploymentThatIsAvailableWithoutAPod_IsUnavailable()
    {
        var deployment = Serving(1);
        deployment.Status = deployment.Status with { AvailableReplicas = null };

        Said(AppStatus.Of(Observed(Plain, deployment)), ConditionType.Available).ShouldBe("False MinimumUnavailable: 0 of 1 replicas are available");
    }

    /// <summary>A Deployment that names no count has one replica.</summary>
    [Fact]
    public void Mark_OfADeploymentWithoutACount_WantsOne()
    {
        var deployment = Serving(1);
        deployment.Spec = deployment.Spec with { Replicas = null };

        Said(AppStatus.Of(Observed(Plain, deployment)), ConditionType.Available).ShouldBe("True MinimumAvailable: 1 of 1 replicas are available");
    }

    [Fact]
    public void Mark_OfADeploymentThatSaysNothingOfAvailability_IsUnavailable()
    {
        var deployment = Serving(1);
        deployment.Status = new V1DeploymentStatus { ObservedGeneration = 1 };

        Said(AppStatus.Of(Observed(Plain, deployment)), ConditionType.Available).ShouldBe("False MinimumUnavailable: 0 of 1 replicas are available");
    }

    [Fact]
    public void Mark_OfPodsThatAreLeftWhereNoneIsWanted_IsRollingOutUntilAllAreOfTheLatest()
    {
        var deployment = Serving(2);
        deployment.Spec = deployment.Spec with { Replicas = 0 };
        deployment.Status = deployment.Status with { UpdatedReplicas = 1 };

        Said(AppStatus.Of(Observed(Plain, deployment)), ConditionType.RolledOut).ShouldBe("False RollingOut: 1 of 0 replicas are updated");
    }
}
