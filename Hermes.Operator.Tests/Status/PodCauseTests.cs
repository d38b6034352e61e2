using Hermes.Operator.Status;
using k8s.Models;

namespace Hermes.Operator.Tests.Status;

public sealed class PodCauseTests
{
    [Theory]
    [InlineData("ImagePullBackOff", Reasons.ImagePullBackOff)]
    [InlineData("ErrImagePull", Reasons.ImagePullBackOff)]
    [InlineData("InvalidImageName", Reasons.ImagePullBackOff)]
    [InlineData("ErrImageNeverPull", Reasons.ImagePullBackOff)]
    [InlineData("CrashLoopBackOff", Reasons.CrashLoopBackOff)]
    [InlineData("CreateContainerConfigError", Reasons.CreateContainerConfigError)]
    [InlineData("CreateContainerError", Reasons.CreateContainerConfigError)]
    [InlineData("RunContainerError", Reasons.CreateContainerConfigError)]
    public void Of_WaitingContainer_IsTheCause(string waiting, string reason) => PodCause.Of(Waiting(waiting))!.Reason.ShouldBe(reason);

    [Theory]
    [InlineData("ContainerCreating")]
    [InlineData("PodInitializing")]
    public void Of_ContainerBeingMade_IsNoCause(string waiting) => PodCause.Of(Waiting(waiting)).ShouldBeNull();

    [Theory]
    [InlineData("container has runAsNonRoot and image will run as root")]
    [InlineData("container has runAsNonRoot and image has non-numeric user (node), cannot verify user is non-root")]
    public void Of_ImageInsistsOnAUser_TellsTheRemedy(string message) =>
        PodCause.Of(Waiting("CreateContainerConfigError", message))!.Message.ShouldBe(
            $"container app cannot be made: {message}; set spec.security.runAsUser to the number of a user other than 0, or build the image with one");

    [Fact]
    public void Of_MissingSecret_TellsNoRemedyForRoot() =>
        PodCause.Of(Waiting("CreateContainerConfigError", "secret \"x\" not found"))!.Message
            .ShouldBe("container app cannot be made: secret \"x\" not found");

    [Fact]
    public void Of_ContainerThatCannotBeMadeWithoutAWord_RepeatsNoEmptyWords() =>
        PodCause.Of(Waiting("CreateContainerError", message: null))!.Message.ShouldBe("container app cannot be made");

    [Fact]
    public void Of_CrashLoopWithoutAnEnd_TellsNoExitCode() =>
        PodCause.Of(Waiting("CrashLoopBackOff"))!.Message.ShouldBe("container app ends again and again");

    [Fact]
    public void Of_PodThatHasNotBeenLookedAt_IsNoCause() => PodCause.Of(new V1Pod { Metadata = new V1ObjectMeta() }).ShouldBeNull();

    [Fact]
    public void Of_InitContainerThatFails_ComesFirst()
    {
        var pod = Waiting("CrashLoopBackOff");
        pod.Status.InitContainerStatuses = Waiting("ErrImagePull", "not found").Status.ContainerStatuses;

        PodCause.Of(pod).ShouldBe(new PodCause(Reasons.ImagePullBackOff, "image x:1 cannot be pulled: not found"));
    }

    [Fact]
    public void Of_CrashingContainer_TellsItsExitCode()
    {
        var pod = Waiting("CrashLoopBackOff");
        pod.Status.ContainerStatuses[0] = pod.Status.ContainerStatuses[0] with
        {
            LastState = new V1ContainerState { Terminated = new V1ContainerStateTerminated { ExitCode = 137, Reason = "OOMKilled" } },
        };

        PodCause.Of(pod)!.Message.ShouldBe("container app ends again and again: exit code 137 (OOMKilled)");
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

    [Theory]
    [InlineData(599, true)]
    [InlineData(600, false)]
    [InlineData(3600, false)]
    public void Of_SecondRestart_IsALoopUnlessTheKubeletHasForgottenTheFirst(int seconds, bool isLoop) =>
        (PodCause.Of(Crashing("running", restarts: 2, ranFor: TimeSpan.FromSeconds(seconds))) is not null).ShouldBe(isLoop);

    /// <summary>The kubelet does not always know when a container began.</summary>
    [Fact]
    public void Of_RestartAfterARunOfUnknownLength_IsALoop()
    {
        var pod = Crashing("running", restarts: 3, ranFor: TimeSpan.FromHours(1));
        pod.Status.ContainerStatuses[0].LastState.Terminated.StartedAt = null;

        PodCause.Of(pod).ShouldNotBeNull();
    }

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
    public void Of_UnschedulablePod_TellsTheSchedulersWords() => PodCause.Of(WithCondition("PodScheduled", "False", "Unschedulable", "0/3 nodes"))
        .ShouldBe(new PodCause(Reasons.Unschedulable, "0/3 nodes"));

    [Theory]
    [InlineData("Ready", "False", "Unschedulable")]
    [InlineData("PodScheduled", "True", "Unschedulable")]
    [InlineData("PodScheduled", "False", "SchedulingGated")]
    public void Of_AnyOtherCondition_IsNoCause(string type, string status, string reason) =>
        PodCause.Of(WithCondition(type, status, reason, "words")).ShouldBeNull();

    [Fact]
    public void Of_UnschedulablePodWithoutAWord_SaysWhatThatMeans() =>
        PodCause.Of(WithCondition("PodScheduled", "False", "Unschedulable", null)).ShouldBe(new PodCause(Reasons.Unschedulable, "no node takes the pod"));

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

    [Fact]
    public void OfNewest_PodsOfOneTime_TakesTheFirstByName()
    {
        var first = Waiting("ImagePullBackOff") with { Metadata = new V1ObjectMeta { Name = "a", CreationTimestamp = DateTime.UnixEpoch } };
        var second = Waiting("CrashLoopBackOff") with { Metadata = new V1ObjectMeta { Name = "b", CreationTimestamp = DateTime.UnixEpoch } };
        var unborn = Waiting("RunContainerError");

        PodCause.OfNewest([unborn, second, first])!.Reason.ShouldBe(Reasons.ImagePullBackOff);
    }

    [Fact]
    public void OfNewest_NoPods_IsNoCause() => PodCause.OfNewest([]).ShouldBeNull();

    private static V1Pod WithCondition(string type, string status, string reason, string? message) => new()
    {
        Metadata = new V1ObjectMeta(),
        Status = new V1PodStatus { Conditions = [new V1PodCondition { Type = type, Status = status, Reason = reason, Message = message }] },
    };

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

    private static V1Pod Waiting(string reason, string? message = "") => new()
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
