using Hermes.Operator.Entities;
using k8s.Models;

namespace Hermes.Operator.Status;

/// <summary>ScalingReady, from the plan's fault, the scaler's objects and what the scaler says.</summary>
internal static class ScalingConditions
{
    public static void Mark(ConditionSet conditions, AppObservation observed)
    {
        var (fault, child) = (observed.ScalingFault, ChildOutcome.FirstBlocking(observed.Children, AppPart.Scaling));
        if (fault is { IsUndecided: false })
        {
            conditions.MarkScalingBlocked(fault.Reason, fault.Message);
        }
        else if (child is not null && child.State != ChildState.Waiting)
        {
            // Such as a former scaler that the server does not let go: that is why a fault is still undecided.
            conditions.MarkScalingBlocked(child.Reason, child.Sentence);
        }
        else if (fault is not null)
        {
            conditions.MarkScalingUndecided(fault.Reason, fault.Message);
        }
        else if (child is not null)
        {
            conditions.MarkScalingUndecided(child.Reason, child.Sentence);
        }
        else if (observed.ScalerReport is not { } report)
        {
            conditions.MarkNotScaled();
        }
        else if (WithoutRequest(observed) is { } container)
        {
            conditions.MarkScalingBlocked(
                Reasons.MissingResourceRequests,
                $"container {container} of the pods requests no cpu or memory, of which the utilization target is a share");
        }
        else
        {
            MarkReported(conditions, report, observed.IsReportSettled);
        }
    }

    private static void MarkReported(ConditionSet conditions, ScalerReport report, bool isSettled)
    {
        switch (report.IsActive)
        {
            case true:
                conditions.MarkScalingActive(report.Message);
                break;
            case false when isSettled:
                conditions.MarkScalingBlocked(report.Reason, report.Message);
                break;
            default:
                conditions.MarkScalingDoubtful(report.Message);
                break;
        }
    }

    /// <summary>A container, ours or one that was injected, without the request (or limit) that a target needs.</summary>
    private static string? WithoutRequest(AppObservation observed)
    {
        var scaling = observed.App.Spec.Scaling;
        return observed.Deployment?.Spec?.Template?.Spec?.Containers?.FirstOrDefault(container =>
            (scaling?.Cpu is not null && !Requests(container, "cpu")) || (scaling?.Memory is not null && !Requests(container, "memory")))?.Name;
    }

    private static bool Requests(V1Container container, string resource) =>
        container.Resources?.Requests?.ContainsKey(resource) is true || container.Resources?.Limits?.ContainsKey(resource) is true;
}
