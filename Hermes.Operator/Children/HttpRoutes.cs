using Hermes.Operator.Entities;
using Hermes.Operator.Entities.Keda;

namespace Hermes.Operator.Children;

/// <summary>What an HTTPScaledObject and an InterceptorRoute say alike.</summary>
internal static class HttpRoutes
{
    /// <summary>The hosts whose requests count as the app's. Never empty: a route without hosts would take the whole cluster's requests.</summary>
    public static IReadOnlyList<string> Hosts(HermesApp app, ChildEnvironment environment, ChildDecisions decisions) =>
        [.. decisions.Hosts, .. ChildNames.InterceptorHosts(app, environment.ClusterDomain)];

    public static HttpScalingMetric Metric(HttpScaling http) => http.RequestRate is { } rate
        ? new HttpScalingMetric
        {
            RequestRate = new RequestRateMetric
            {
                TargetValue = rate.Target,
                Window = GoDuration.Seconds(rate.WindowSeconds ?? Defaults.RateWindowSeconds),
                Granularity = GoDuration.Seconds(1),
            },
        }
        : new HttpScalingMetric { Concurrency = new ConcurrencyMetric { TargetValue = http.Concurrency } };
}
