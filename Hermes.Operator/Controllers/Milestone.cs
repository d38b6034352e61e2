namespace Hermes.Operator.Controllers;

/// <summary>What an app's reconcile waits on for a while.</summary>
internal enum Milestone
{
    /// <summary>Traffic leads through the interceptor and the ScaledObject is ready.</summary>
    ThroughInterceptor,

    /// <summary>HTTP scaling is not wished any more and traffic leads around the interceptor.</summary>
    AroundInterceptor,

    /// <summary>A new Ingress waits for the ScaledObject.</summary>
    AwaitingScaledObject,

    /// <summary>A former scaler is on its way out.</summary>
    ScalerLeaving,

    /// <summary>The scaler reports a fault.</summary>
    ScalerFault,

    /// <summary>The status has changed in ways that can wait.</summary>
    StatusChange,
}
