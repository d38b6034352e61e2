namespace Hermes.Operator.Autoscaling;

/// <summary>What the app's Ingress leads to.</summary>
internal enum Backend
{
    /// <summary>There is no Ingress.</summary>
    None,

    /// <summary>The app's Service.</summary>
    Service,

    /// <summary>KEDA's interceptor, which counts and holds requests.</summary>
    Interceptor,
}
