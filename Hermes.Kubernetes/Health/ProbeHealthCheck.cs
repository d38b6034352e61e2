using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Hermes.Kubernetes.Health;

/// <summary>A probe as ASP.NET Core asks for it.</summary>
internal sealed class ProbeHealthCheck(IHealthProbe probe) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(probe.Check() is { } fault ? HealthCheckResult.Unhealthy(fault) : HealthCheckResult.Healthy());
}
