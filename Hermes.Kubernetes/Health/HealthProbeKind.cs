namespace Hermes.Kubernetes.Health;

/// <summary>What a probe's failure means.</summary>
public enum HealthProbeKind
{
    /// <summary><c>/livez</c>: only a restart helps. An API server that is down is not such a case.</summary>
    Liveness,

    /// <summary><c>/readyz</c>: not serving yet.</summary>
    Readiness,
}
