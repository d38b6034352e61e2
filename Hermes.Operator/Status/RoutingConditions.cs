using Hermes.Operator.Entities;

namespace Hermes.Operator.Status;

/// <summary>RoutingReady, from hosts, Services, the Ingress and what is behind it.</summary>
internal static class RoutingConditions
{
    public static void Mark(ConditionSet conditions, AppObservation observed)
    {
        if (ChildOutcome.FirstBlocking(observed.Children, AppPart.Routing) is { } blocked)
        {
            if (blocked.State == ChildState.Waiting)
            {
                conditions.MarkRoutingUndecided(blocked.Reason, blocked.Sentence);
            }
            else
            {
                conditions.MarkRoutingBlocked(blocked.Reason, blocked.Sentence);
            }
        }
        else if (observed.Hosts.Lost.Count > 0)
        {
            conditions.MarkRoutingBlocked(
                Reasons.HostConflict, string.Join("; ", observed.Hosts.Lost.Select(lost => $"host {lost.Key} is held by {lost.Value}")));
        }
        else if (observed.App.Spec.Ingress is null)
        {
            conditions.MarkNotRouted();
        }
        else if (observed.Ingress is null)
        {
            conditions.MarkRoutingUndecided(Reasons.Pending, "the Ingress waits for the ScaledObject to become ready");
        }
        else if (observed.MissingIngressClass is { } missing)
        {
            // Even where the Ingress has an address, which may be that of the class before.
            conditions.MarkRoutingBlocked(Reasons.IngressClassNotFound, $"there is no IngressClass {missing}");
        }
        else if (!CanAnswer(observed))
        {
            conditions.MarkRoutingBlocked(Reasons.BackendUnavailable, "no pod is there to answer");
        }
        else
        {
            conditions.MarkRouted(Hint(observed));
        }
    }

    private static bool CanAnswer(AppObservation observed) =>
        observed.ThroughInterceptor || observed.Deployment?.Status?.AvailableReplicas > 0;

    private static string Hint(AppObservation observed) => observed is { ThroughInterceptor: true, IsTraefik: true } ? IngressControllers.TraefikHint : "";
}
