using Hermes.Operator.Status;
using k8s.Models;

namespace Hermes.Operator.Tests.Status;

public sealed class PodCauseTests
{
    [Theory]
    [InlineData("ImagePullBackOff", Reasons.ImagePullBackOff)]
    [InlineData("ErrImagePull", Reasons.ImagePullBackOff)]
    [InlineData("InvalidImageName", Reasons.ImagePullBackOff)]
    [InlineData("CrashLoopBackOff", Reasons.CrashLoopBackOff)]
    [InlineData("CreateContainerConfigError", Reasons.CreateContainerConfigError)]
    [InlineData("RunContainerError", Reasons.CreateContainerConfigError)]
    public void Of_WaitingContainer_IsTheCause(string waiting, string reason) => PodCause.Of(Waiting(waiting))!.Reason.ShouldBe(reason);

    [Theory]
    [InlineData("ContainerCreating")]
    [InlineData("PodInitializing")]
    public void Of_ContainerBeingMade_IsNoCause(string waiting) => PodCause.Of(Waiting(waiting)).ShouldBeNull();

    [Fact]
    public void Of_ImageInsistsOnRoot_TellsTheRemedy() =>
        PodCause.Of(Waiting("CreateContainerConfigError", "container has runAsNonRoot and image will run as root"))!
            .Message.ShouldContain("spec.security.runAsUser");

    [Fact]
    public void Of_MissingSecret_TellsNoRemedyForRoot() =>
        PodCause.Of(Waiting("CreateContainerConfigError", "secret \"x\" not found"))!.Message.ShouldNotContain("runAsUser");

    [Fact]
    public void Of_CrashingContainer_TellsItsExitCode()
    {
        var pod = Waiting("CrashLoopBackOff");
        pod.Status.ContainerStatuses[0] = pod.Status.ContainerStatuses[0] with
        {
            LastState = new V1ContainerState { Terminated = new V1ContainerStateTerminated { ExitCode = 137, Reason = "OOMKilled" } },
        };

        PodCause.Of(pod)!.Message.ShouldContain("exit code 137 (OOMKilled)");
    }

    [Fact]
    public void Of_UnschedulablePod_TellsTheSchedulersWords()
    {
        var pod = new V1Pod
        {
            Metadata = new V1ObjectMeta(),
            Status = new V1PodStatus
            {
                Conditions = [new V1PodCondition { Type = "PodScheduled", Status = "False", Reason = "Unschedulable", Message = "0/3 nodes" }],
            },
        };

        PodCause.Of(pod).ShouldBe(new PodCause(Reasons.Unschedulable, "0/3 nodes"));
    }

    [Fact]
    public void Of_PodOnItsWayOut_IsNoCause() =>
        PodCause.Of(Waiting("CrashLoopBackOff") with { Metadata = new V1ObjectMeta { DeletionTimestamp = DateTime.UnixEpoch } }).ShouldBeNull();

    [Fact]
    public void OfNewest_SeveralCauses_TakesTheNewestPods()
    {
        var older = Waiting("ImagePullBackOff") with { Metadata = new V1ObjectMeta { Name = "a", CreationTimestamp = DateTime.UnixEpoch } };
        var newer = Waiting("CrashLoopBackOff") with { Metadata = new V1ObjectMeta { Name = "b", CreationTimestamp = DateTime.UnixEpoch.AddDays(1) } };
        var newest = new V1Pod { Metadata = new V1ObjectMeta { Name = "c", CreationTimestamp = DateTime.UnixEpoch.AddDays(2) } };

        PodCause.OfNewest([older, newest, newer])!.Reason.ShouldBe(Reasons.CrashLoopBackOff);
    }

    private static V1Pod Waiting(string reason, string message = "") => new()
    {
        Metadata = new V1ObjectMeta { Name = "web-1" },
        Status = new V1PodStatus
        {
            ContainerStatuses = new List<V1ContainerStatus>
            {
                new()
                {
                    Name = "app",
                    Image = "x:1",
                    State = new V1ContainerState { Waiting = new V1ContainerStateWaiting { Reason = reason, Message = message } },
                },
            },
        },
    };
}
