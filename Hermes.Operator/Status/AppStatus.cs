using Hermes.Operator.Children;
using Hermes.Operator.Entities;
using Hermes.Operator.Validation;

namespace Hermes.Operator.Status;

/// <summary>Makes an app's status of what was observed.</summary>
/// <remarks>Pure: equal observations give equal statuses, so that a status is written only when something changed.</remarks>
internal static class AppStatus
{
    public static HermesAppStatus Of(AppObservation observed)
    {
        var app = observed.App;
        var conditions = Conditions(app, observed.Now);
        if (app.Spec.Paused is true)
        {
            conditions.MarkPaused();
        }
        else
        {
            conditions.MarkAccepted();
        }

        WorkloadConditions.Mark(conditions, observed);
        ScalingConditions.Mark(conditions, observed);
        RoutingConditions.Mark(conditions, observed);
        var closed = conditions.Close();
        return new HermesAppStatus
        {
            ObservedGeneration = app.Metadata.Generation,
            Replicas = observed.Deployment?.Status?.Replicas ?? 0,
            ReadyReplicas = observed.Deployment?.Status?.ReadyReplicas ?? 0,
            Selector = string.Join(',', ChildLabels.Selector(app).Select(label => $"{label.Key}={label.Value}")),
            Url = Url(observed),
            Scaler = Scaler(observed),
            Children = [.. observed.Children.Select(child => child.ToStatus())],
            Rollout = RolloutProgress.Of(observed, closed),
            Conditions = closed,
        };
    }

    /// <summary>The status of an app whose spec breaks rules: what was known of its children stays.</summary>
    public static HermesAppStatus OfInvalid(HermesApp app, IReadOnlyList<FieldFault> faults, DateTime now)
    {
        var conditions = Conditions(app, now);
        conditions.MarkInvalid(string.Join("; ", faults));
        return (app.Status ?? new HermesAppStatus()) with { ObservedGeneration = app.Metadata.Generation, Conditions = conditions.Close() };
    }

    private static ConditionSet Conditions(HermesApp app, DateTime now) =>
        new(app.Status?.Conditions ?? [], app.Metadata.Generation, now);

    private static ScalerStatus Scaler(AppObservation observed)
    {
        var (spec, deployment) = (observed.App.Spec, observed.Deployment);
        var kind = Scalers.Of(spec);
        var wished = observed.Autoscaler?.Status?.DesiredReplicas is > 0 and var desired ? desired : (int?)null;
        return new ScalerStatus
        {
            Kind = kind,
            Name = kind switch
            {
                ScalerKind.HorizontalPodAutoscaler => ChildNames.HorizontalPodAutoscaler(observed.App),
                ScalerKind.KedaHttp => ChildNames.ScaledObject(observed.App),
                _ => null,
            },
            Min = spec.Scaling is null ? null : spec.Scaling.MinReplicas ?? Defaults.MinReplicas,
            Max = spec.Scaling?.MaxReplicas,
            Current = deployment?.Status?.Replicas ?? 0,

            // A Deployment that was deleted is made anew with the count that was wished last: it must not be forgotten.
            Desired = deployment is null ? observed.App.Status?.Scaler?.Desired
                : kind == ScalerKind.HorizontalPodAutoscaler && wished is not null ? wished
                : deployment.Spec?.Replicas,
        };
    }

    private static string Url(AppObservation observed)
    {
        if (observed.App.Spec.Ingress is { } ingress && observed.Ingress is not null && observed.Hosts.Held.Count > 0)
        {
            var path = ingress.Path is null or "/" ? "" : ingress.Path;
            return $"{(ingress.Tls is null ? "http" : "https")}://{observed.Hosts.Held[0]}{path}";
        }

        var address = observed.Service?.Status?.LoadBalancer?.Ingress is [var first, ..] ? first.Hostname ?? first.Ip : null;
        var port = observed.Service?.Spec?.Ports is [var servicePort, ..] ? servicePort.Port : 80;
        return string.IsNullOrEmpty(address) ? observed.InternalUrl : $"http://{address}{(port == 80 ? "" : $":{port}")}";
    }
}
