namespace Hermes.Operator.Status;

/// <summary>Which condition speaks for a child.</summary>
internal enum AppPart
{
    /// <summary>The Deployment: Available and RolledOut.</summary>
    Workload,

    /// <summary>Services and the Ingress: RoutingReady.</summary>
    Routing,

    /// <summary>Scalers and what leads requests to them: ScalingReady.</summary>
    Scaling,
}
