using Hermes.Operator.Entities;
using k8s.Models;

namespace Hermes.Operator.Status;

/// <summary>Available and RolledOut, from the Deployment and its pods.</summary>
internal static class WorkloadConditions
{
    private const string Unseen = "the Deployment's controller has not seen the latest change yet";

    public static void Mark(ConditionSet conditions, AppObservation observed)
    {
        if (ChildOutcome.FirstBlocking(observed.Children, AppPart.Workload) is { } blocked)
        {
            MarkBlocked(conditions, blocked, observed.Deployment);
        }
        else if (observed.Deployment is null)
        {
            conditions.MarkAvailabilityUndecided(Reasons.Pending, "the Deployment is being made");
            conditions.MarkRolloutUndecided(Reasons.Pending, "the Deployment is being made");
        }
        else
        {
            MarkRollout(conditions, observed.Deployment, observed.PodCause);
        }

        if (observed.Deployment is not null)
        {
            MarkAvailability(conditions, observed.Deployment, observed.PodCause);
        }
    }

    // Where a Deployment of ours stands it may still serve: then only the rollout is what failed.
    private static void MarkBlocked(ConditionSet conditions, ChildOutcome blocked, V1Deployment? deployment)
    {
        if (blocked.State == ChildState.Waiting)
        {
            conditions.MarkRolloutUndecided(blocked.Reason, blocked.Sentence);
            if (deployment is null)
            {
                conditions.MarkAvailabilityUndecided(blocked.Reason, blocked.Sentence);
            }

            return;
        }

        conditions.MarkRolloutFailed(blocked.Reason, blocked.Sentence);
        if (deployment is null)
        {
            conditions.MarkUnavailable(blocked.Reason, blocked.Sentence);
        }
    }

    private static void MarkAvailability(ConditionSet conditions, V1Deployment deployment, PodCause? podCause)
    {
        var wanted = deployment.Spec?.Replicas ?? 1;
        var available = deployment.Status?.AvailableReplicas ?? 0;
        var condition = Condition(deployment, "Available");
        if (wanted == 0)
        {
            conditions.MarkScaledToZero();
        }
        else if (condition is null && deployment.Status?.ObservedGeneration is null)
        {
            conditions.MarkAvailabilityUndecided(Reasons.Pending, "the Deployment has not been looked at by its controller yet");
        }
        else if (condition?.Status == "True" && available > 0)
        {
            conditions.MarkAvailable($"{available} of {wanted} replicas are available");
        }
        else if (Cause(deployment, podCause) is { } cause)
        {
            conditions.MarkUnavailable(cause.Reason, cause.Message);
        }
        else
        {
            conditions.MarkUnavailable(Reasons.MinimumUnavailable, $"{available} of {wanted} replicas are available");
        }
    }

    private static void MarkRollout(ConditionSet conditions, V1Deployment deployment, PodCause? podCause)
    {
        var wanted = deployment.Spec?.Replicas ?? 1;
        var (present, updated) = (deployment.Status?.Replicas ?? 0, deployment.Status?.UpdatedReplicas ?? 0);
        if (deployment.Status?.ObservedGeneration is not { } seen)
        {
            conditions.MarkRollingOut(Unseen);
        }
        else if (seen < (deployment.Metadata.Generation ?? 0))
        {
            // Most often a scaler's step, which raises the generation too; a new template comes with a new generation of the app.
            conditions.MarkRolledOutAsKnown(otherwise: Unseen);
        }
        else if (Condition(deployment, "Progressing") is { Status: "False", Reason: "ProgressDeadlineExceeded" } stuck)
        {
            var cause = Cause(deployment, podCause);
            conditions.MarkRolloutFailed(Reasons.RolloutFailed, cause is null ? stuck.Message ?? "" : $"{cause.Reason}: {cause.Message}");
        }
        else if (updated == present && (present > 0 || wanted == 0))
        {
            conditions.MarkRolledOut();
        }
        else if (present == 0 && Cause(deployment, podCause) is null)
        {
            // A scaler's step up from zero, unless the app is new: nothing there is of an old version.
            conditions.MarkRolledOutAsKnown(otherwise: $"0 of {wanted} replicas are updated");
        }
        else
        {
            var cause = Cause(deployment, podCause);
            conditions.MarkRollingOut($"{updated} of {wanted} replicas are updated{(cause is null ? "" : $"; {cause.Reason}: {cause.Message}")}");
        }
    }

    private static PodCause? Cause(V1Deployment deployment, PodCause? podCause) =>
        Condition(deployment, "ReplicaFailure") is { Status: "True", Message: { } message }
            ? new PodCause(Refusal.ReasonOf(message) is var reason && reason == Reasons.ApplyFailed ? Reasons.MinimumUnavailable : reason, message)
            : podCause;

    private static V1DeploymentCondition? Condition(V1Deployment deployment, string type) =>
        deployment.Status?.Conditions?.FirstOrDefault(condition => condition.Type == type);
}
