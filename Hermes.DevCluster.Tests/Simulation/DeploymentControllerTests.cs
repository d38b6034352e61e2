using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Simulation;

namespace Hermes.DevCluster.Tests.Simulation;

public sealed class DeploymentControllerTests : IDisposable
{
    private readonly SimulatedWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Deployment_Created_BecomesAvailable()
    {
        await _world.CreateDeploymentAsync(3);

        var status = _world.Get("apps", "deployments", "web").ObjectAt("status")!;
        status.IntegerAt("observedGeneration").ShouldBe(1);
        foreach (var count in (string[])["replicas", "updatedReplicas", "readyReplicas", "availableReplicas"])
        {
            status.IntegerAt(count).ShouldBe(3, count);
        }

        status.At("unavailableReplicas").ShouldBeNull();
        _world.Condition("apps", "deployments", "web", "Available").ShouldBe("True MinimumReplicasAvailable");
        _world.Condition("apps", "deployments", "web", "Progressing").ShouldBe("True NewReplicaSetAvailable");
    }

    [Fact]
    public async Task Pods_OfADeployment_RunAndBelongToItsReplicaSet()
    {
        var deployment = await _world.CreateDeploymentAsync(2);

        var set = _world.List("apps", "replicasets").Single();
        OwnedObjects.Owner(set).TextAt("uid").ShouldBe(deployment.TextAt("metadata", "uid"));
        var pods = _world.List("", "pods");
        pods.Count.ShouldBe(2);
        foreach (var pod in pods)
        {
            OwnedObjects.Owner(pod).TextAt("uid").ShouldBe(set.TextAt("metadata", "uid"));
            pod.TextAt("status", "phase").ShouldBe("Running");
            pod.TextAt("metadata", "labels", "app").ShouldBe("web");
            pod.TextAt("spec", "nodeName").ShouldBe("devcluster");
        }

        pods.Select(pod => pod.TextAt("status", "podIP")).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task AtRest_NothingIsWritten()
    {
        await _world.CreateDeploymentAsync(2);
        var revision = _world.Revision;

        await _world.AdvanceAsync(TimeSpan.FromHours(1));

        _world.Revision.ShouldBe(revision);
    }

    [Fact]
    public async Task Count_AboveTheCap_IsToldInFull()
    {
        await _world.CreateDeploymentAsync(40);

        _world.List("", "pods").Count.ShouldBe(5);
        _world.DeploymentStatus("availableReplicas").IntegerAt().ShouldBe(40);
    }

    [Fact]
    public async Task ScaledToZero_NoPodStaysAndItIsAvailable()
    {
        await _world.CreateDeploymentAsync(2);

        await _world.SetReplicasAsync(0);

        _world.List("", "pods").ShouldBeEmpty();
        _world.DeploymentStatus("replicas").ShouldBeNull();
        _world.Condition("apps", "deployments", "web", "Available").ShouldBe("True MinimumReplicasAvailable");
    }

    [Fact]
    public async Task Pod_DeletedByHand_ComesBack()
    {
        await _world.CreateDeploymentAsync(2);
        var pod = _world.List("", "pods")[0].TextAt("metadata", "name")!;

        await _world.DeleteAsync("", "pods", pod);

        _world.List("", "pods").Count.ShouldBe(2);
        _world.Get("", "pods", pod).ShouldBeNull();
    }

    [Fact]
    public async Task Image_Changed_RollsOutANewReplicaSet()
    {
        await _world.CreateDeploymentAsync(2);

        await _world.SetImageAsync("x:2");

        var sets = _world.List("apps", "replicasets");
        sets.Count.ShouldBe(2);
        sets.Sum(set => set.IntegerAt("spec", "replicas")).ShouldBe(2);
        _world.List("", "pods").SelectMany(pod => pod.ObjectsAt("spec", "containers")).Select(container => container.TextAt("image"))
            .ShouldBe(["x:2", "x:2"]);
        sets.Select(set => set.TextAt("metadata", "annotations", "deployment.kubernetes.io/revision")).Order().ShouldBe(["1", "2"]);
    }

    [Fact]
    public async Task Image_ChangedBack_TakesTheFormerReplicaSetAgain()
    {
        await _world.CreateDeploymentAsync(1);
        await _world.SetImageAsync("x:2");

        await _world.SetImageAsync("x:1");

        _world.List("apps", "replicasets")
            .Select(set => set.TextAt("metadata", "annotations", "deployment.kubernetes.io/revision")).Order().ShouldBe(["2", "3"]);
        _world.Get("apps", "deployments", "web").TextAt("metadata", "annotations", "deployment.kubernetes.io/revision").ShouldBe("3");
        _world.Get("apps", "deployments", "web").IntegerAt("metadata", "generation").ShouldBe(3);
        _world.Condition("apps", "deployments", "web", "Progressing").ShouldBe("True NewReplicaSetAvailable");
    }

    [Fact]
    public async Task Pods_ThatFailFromTheStart_LeaveItUnavailableUntilTheyRecover()
    {
        _world.Simulator.FailPods("default", "web", PodFailure.ImagePullBackOff);

        await _world.CreateDeploymentAsync(2);

        _world.Condition("apps", "deployments", "web", "Available").ShouldBe("False MinimumReplicasUnavailable");
        _world.Condition("apps", "deployments", "web", "Progressing").ShouldBe("True ReplicaSetUpdated");
        _world.DeploymentStatus("unavailableReplicas").IntegerAt().ShouldBe(2);
        var status = _world.List("", "pods")[0].ObjectAt("status");
        status.TextAt("phase").ShouldBe("Pending");
        status.ObjectsAt("containerStatuses").Single().TextAt("state", "waiting", "reason").ShouldBe("ImagePullBackOff");

        _world.Simulator.FailPods("default", "web", null);
        await _world.SettleAsync();

        _world.Condition("apps", "deployments", "web", "Available").ShouldBe("True MinimumReplicasAvailable");
        _world.List("", "pods")[0].TextAt("status", "phase").ShouldBe("Running");
    }

    [Fact]
    public async Task Rollout_WhoseNewPodsDoNotComeUp_KeepsTheFormerPodsServing()
    {
        await _world.CreateDeploymentAsync(3);

        _world.Simulator.FailPods("default", "web", PodFailure.ImagePullBackOff, "x:2");

        await _world.SetImageAsync("x:2");

        _world.DeploymentStatus("availableReplicas").IntegerAt().ShouldBe(3);
        _world.DeploymentStatus("updatedReplicas").IntegerAt().ShouldBe(1);
        _world.Condition("apps", "deployments", "web", "Available").ShouldBe("True MinimumReplicasAvailable");
        _world.Condition("apps", "deployments", "web", "Progressing").ShouldBe("True ReplicaSetUpdated");
        _world.List("", "pods").Count.ShouldBe(4);
    }

    [Fact]
    public async Task Template_ChangedWhilePaused_WaitsUntilItResumes()
    {
        await _world.CreateDeploymentAsync(1);
        await _world.UpdateAsync("apps", "deployments", "web", value => value["spec"]!["paused"] = true);

        await _world.SetImageAsync("x:2");
        _world.List("apps", "replicasets").Count.ShouldBe(1);
        await _world.UpdateAsync("apps", "deployments", "web", value => value["spec"]!["paused"] = false);

        _world.List("apps", "replicasets").Count.ShouldBe(2);
    }

    [Fact]
    public async Task Rollout_Overdue_IsToldAtItsDeadline()
    {
        _world.Simulator.FailPods("default", "web", PodFailure.CreateContainerConfigError);
        await _world.CreateDeploymentAsync(1);

        await _world.AdvanceAsync(TimeSpan.FromSeconds(599));
        _world.Condition("apps", "deployments", "web", "Progressing").ShouldBe("True ReplicaSetUpdated");
        await _world.AdvanceAsync(TimeSpan.FromSeconds(1));

        _world.Condition("apps", "deployments", "web", "Progressing").ShouldBe("False ProgressDeadlineExceeded");
    }

    [Fact]
    public async Task Pods_ThatFailAfterTheRollout_LeaveItRolledOut()
    {
        await _world.CreateDeploymentAsync(2);

        _world.Simulator.FailPods("default", "web", PodFailure.CrashLoopBackOff);
        await _world.SettleAsync();

        _world.Condition("apps", "deployments", "web", "Available").ShouldBe("False MinimumReplicasUnavailable");
        _world.Condition("apps", "deployments", "web", "Progressing").ShouldBe("True NewReplicaSetAvailable");
        var container = _world.List("", "pods")[0].ObjectsAt("status", "containerStatuses").Single();
        container.IntegerAt("restartCount").ShouldBe(1);
        container.IntegerAt("lastState", "terminated", "exitCode").ShouldBe(1);
    }

    [Fact]
    public async Task Pods_ThatNoNodeTakes_StayPending()
    {
        _world.Simulator.FailPods("default", "web", PodFailure.Unschedulable);

        await _world.CreateDeploymentAsync(1);

        var pod = _world.List("", "pods").Single();
        pod.TextAt("spec", "nodeName").ShouldBeNull();
        pod.TextAt("status", "phase").ShouldBe("Pending");
        pod.ObjectsAt("status", "conditions").Single().TextAt("reason").ShouldBe("Unschedulable");
    }

    [Fact]
    public async Task Pods_ThatAreNotAdmitted_AreToldByTheDeployment()
    {
        _world.Simulator.FailPods("default", "web", PodFailure.QuotaExceeded);

        await _world.CreateDeploymentAsync(1);

        _world.List("", "pods").ShouldBeEmpty();
        _world.Condition("apps", "deployments", "web", "ReplicaFailure").ShouldBe("True FailedCreate");
    }

    [Fact]
    public async Task Availability_Held_IsReachedInPart()
    {
        _world.Simulator.HoldAvailability("default", "web", 1);

        await _world.CreateDeploymentAsync(3);
        _world.DeploymentStatus("readyReplicas").IntegerAt().ShouldBe(1);
        _world.Simulator.HoldAvailability("default", "web", null);
        await _world.SettleAsync();

        _world.DeploymentStatus("readyReplicas").IntegerAt().ShouldBe(3);
    }

    [Fact]
    public async Task Deployment_Deleted_TakesItsReplicaSetsAndPodsAlong()
    {
        await _world.CreateDeploymentAsync(2);

        await _world.DeleteAsync("apps", "deployments", "web");

        _world.List("apps", "replicasets").ShouldBeEmpty();
        _world.List("", "pods").ShouldBeEmpty();
    }
}
