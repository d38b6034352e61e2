using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Simulation;

/// <summary>Plays KEDA's HTTP add-on: says of HTTPScaledObjects and InterceptorRoutes that they route.</summary>
internal sealed class RouteController(SimulatedCluster cluster) : ISimulatedController
{
    private const string Manager = "keda-http-add-on";

    /// <inheritdoc/>
    public void Start()
    {
        foreach (var kind in (SimulatedKind[])[SimulatedKind.HttpScaledObjects, SimulatedKind.InterceptorRoutes])
        {
            foreach (var route in cluster.List(kind))
            {
                Reconcile(kind, route);
            }
        }
    }

    /// <inheritdoc/>
    public void OnChange(ObjectChange change)
    {
        if (change.Type == ChangeType.Deleted)
        {
            return;
        }

        if (SimulatedKind.HttpScaledObjects.Is(change.Row))
        {
            Reconcile(SimulatedKind.HttpScaledObjects, change.Object);
        }
        else if (SimulatedKind.InterceptorRoutes.Is(change.Row))
        {
            Reconcile(SimulatedKind.InterceptorRoutes, change.Object);
        }
    }

    private void Reconcile(SimulatedKind kind, JsonObject changed)
    {
        if (cluster.Get(kind, WorkloadName.Of(changed)) is not { } route || route.At("metadata", "deletionTimestamp") is not null)
        {
            return;
        }

        cluster.UpdateStatus(
            kind,
            WorkloadName.Of(route),
            status =>
            {
                if (kind == SimulatedKind.HttpScaledObjects && route.ObjectAt("spec", "scaleTargetRef") is { } target)
                {
                    status["targetWorkload"] = $"{target.TextAt("apiVersion")}/{target.TextAt("kind")}/{target.TextAt("name")}";
                    status["targetService"] = $"{target.TextAt("service")}:{target.At("port") ?? target.At("portName")}";
                }

                StatusConditions.Set(status, cluster.Now, "Ready", "True", "Ready", "the interceptor routes to the target");
                status.ObjectsAt("conditions").First(static condition => condition.TextAt("type") == "Ready")["observedGeneration"] =
                    route.IntegerAt("metadata", "generation") ?? 1;
            },
            Manager);
    }
}
