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

    [Theory]
    [InlineData("waiting")]
    [InlineData("running")]
    [InlineData("ended")]
    public void Of_CrashLoop_IsTheSameCauseAllThroughIt(string phase) =>
        PodCause.Of(Crashing(phase, restarts: 3, ranFor: TimeSpan.FromSeconds(2)))
            .ShouldBe(new PodCause(Reasons.CrashLoopBackOff, "container app ends again and again: exit code 1"));

    [Fact]
    public void Of_FirstRestart_IsNoLoop() => PodCause.Of(Crashing("running", restarts: 1, ranFor: TimeSpan.FromSeconds(2))).ShouldBeNull();

    [Fact]
    public void Of_RestartAfterALongRun_IsNoLoop() => PodCause.Of(Crashing("running", restarts: 3, ranFor: TimeSpan.FromHours(1))).ShouldBeNull();

    [Fact]
    public void Of_ReadyAfterCrashes_IsNoCause()
    {
        var pod = Crashing("running", restarts: 3, ranFor: TimeSpan.FromSeconds(2));
        pod.Status.ContainerStatuses[0] = pod.Status.ContainerStatuses[0] with { Ready = true };

        PodCause.Of(pod).ShouldBeNull();
    }

    [Fact]
    public void Of_ImagePulledAgainAndAgain_IsTheSameCauseAllThroughIt()
    {
        var pulling = PodCause.Of(Waiting("ErrImagePull", "failed to pull: not found"));

        pulling!.Message.ShouldBe("image x:1 cannot be pulled: failed to pull: not found");
        PodCause.Of(Waiting("ImagePullBackOff", "Back-off pulling image \"x:1\": ErrImagePull: failed to pull: not found")).ShouldBe(pulling);
    }

    [Fact]
    public void Of_ImageIsWaitedForWithoutACause_RepeatsNoEmptyWords() =>
        PodCause.Of(Waiting("ImagePullBackOff", "Back-off pulling image \"x:1\""))!.Message.ShouldBe("image x:1 cannot be pulled");

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

    private static V1Pod Crashing(string phase, int restarts, TimeSpan ranFor)
    {
        var end = new V1ContainerStateTerminated { ExitCode = 1, StartedAt = DateTime.UnixEpoch, FinishedAt = DateTime.UnixEpoch + ranFor };
        var pod = Waiting("CrashLoopBackOff");
        pod.Status.ContainerStatuses[0] = pod.Status.ContainerStatuses[0] with
        {
            RestartCount = restarts,
            LastState = new V1ContainerState { Terminated = end },
            State = phase switch
            {
                "running" => new V1ContainerState { Running = new V1ContainerStateRunning() },
                "ended" => new V1ContainerState { Terminated = end },
                _ => pod.Status.ContainerStatuses[0].State,
            },
        };
        return pod;
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
