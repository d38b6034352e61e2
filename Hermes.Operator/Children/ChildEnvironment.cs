namespace Hermes.Operator.Children;

/// <summary>Everything besides the app that its children depend on: the operator's options, what the cluster serves, what was decided.</summary>
internal sealed record ChildEnvironment
{
    /// <summary>The domain under which the cluster names its Services.</summary>
    public string ClusterDomain { get; init; } = "cluster.local";

    /// <summary>The namespace of KEDA and its HTTP add-on.</summary>
    public string KedaNamespace { get; init; } = "keda";

    /// <summary>The Service of the HTTP add-on's interceptor, in <see cref="KedaNamespace"/>.</summary>
    public string InterceptorService { get; init; } = "keda-add-ons-http-interceptor-proxy";

    /// <summary>The port of <see cref="InterceptorService"/>.</summary>
    public int InterceptorPort { get; init; } = 8080;

    /// <summary>Where KEDA reaches the HTTP add-on's scaler; null for the add-on's own name in <see cref="KedaNamespace"/>.</summary>
    public string? ExternalScalerAddress { get; init; }

    /// <summary>The OTLP endpoint of apps that name none; null for no telemetry unless an app names one.</summary>
    public string? TelemetryEndpoint { get; init; }

    /// <summary>Whether an InterceptorRoute is made even where HTTPScaledObject, its predecessor, is served.</summary>
    public bool PreferInterceptorRoute { get; init; }

    /// <summary>Whether the cluster serves <c>scaledobjects.keda.sh</c>.</summary>
    public bool KedaServed { get; init; } = true;

    /// <summary>Whether the cluster serves <c>httpscaledobjects.http.keda.sh</c>.</summary>
    public bool HttpScaledObjectServed { get; init; } = true;

    /// <summary>Whether the cluster serves <c>interceptorroutes.http.keda.sh</c>.</summary>
    public bool InterceptorRouteServed { get; init; }

    /// <summary>What the controller decided for this moment; null for <see cref="ChildDecisions.Settled"/>.</summary>
    public ChildDecisions? Decisions { get; init; }

    /// <summary>Whether the cluster has all that scaling on HTTP requests needs.</summary>
    public bool CanScaleOnHttp => KedaServed && (HttpScaledObjectServed || InterceptorRouteServed);

    /// <summary>Whether the route object is an InterceptorRoute.</summary>
    public bool UsesInterceptorRoute => InterceptorRouteServed && (PreferInterceptorRoute || !HttpScaledObjectServed);
}
