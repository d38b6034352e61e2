using Hermes.Kubernetes.Controllers;

namespace Hermes.Kubernetes.Health;

/// <summary>Live as long as every worker comes back from its reconcile.</summary>
internal sealed class WorkersProbe(IEnumerable<IController> controllers) : IHealthProbe
{
    public string Name => "workers";

    public HealthProbeKind Kind => HealthProbeKind.Liveness;

    public string? Check()
    {
        var faults = controllers.Select(controller => controller.CheckWorkers() is { } fault ? $"{controller.Name}: {fault}" : null)
            .OfType<string>();
        return string.Join("; ", faults) is { Length: > 0 } all ? all : null;
    }
}
