using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Simulation;

/// <summary>Plays the load balancer of a cloud and the controllers of IngressClasses: gives addresses to what waits for one.</summary>
internal sealed class AddressController(SimulatedCluster cluster) : ISimulatedController
{
    private const string Manager = "cloud-controller-manager";
    private const string IngressManager = "nginx-ingress-controller";
    private const string DefaultClassAnnotation = "ingressclass.kubernetes.io/is-default-class";
    private const string ClassAnnotation = "kubernetes.io/ingress.class";
    private const string IngressAddress = "172.18.0.3";

    /// <inheritdoc/>
    public void Start()
    {
        foreach (var service in cluster.List(SimulatedKind.Services))
        {
            ReconcileService(WorkloadName.Of(service));
        }

        ReconcileIngresses();
    }

    /// <inheritdoc/>
    public void OnChange(ObjectChange change)
    {
        if (change.Type != ChangeType.Deleted && SimulatedKind.Services.Is(change.Row))
        {
            ReconcileService(WorkloadName.Of(change.Object));
        }
        else if (change.Type != ChangeType.Deleted && SimulatedKind.Ingresses.Is(change.Row))
        {
            ReconcileIngress(WorkloadName.Of(change.Object));
        }
        else if (SimulatedKind.IngressClasses.Is(change.Row))
        {
            ReconcileIngresses();
        }
    }

    private void ReconcileIngresses()
    {
        foreach (var ingress in cluster.List(SimulatedKind.Ingresses))
        {
            ReconcileIngress(WorkloadName.Of(ingress));
        }
    }

    private void ReconcileService(WorkloadName key)
    {
        // A load balancer's address follows from the cluster IP, which is unique as well.
        if (cluster.Get(SimulatedKind.Services, key) is { } service
            && service.TextAt("spec", "type") == "LoadBalancer"
            && service.TextAt("spec", "clusterIP") is { } clusterIp
            && clusterIp.StartsWith("10.96.", StringComparison.Ordinal)
            && service.ArrayAt("status", "loadBalancer", "ingress") is null)
        {
            var address = string.Concat("172.19.", clusterIp.AsSpan("10.96.".Length));
            cluster.UpdateStatus(
                SimulatedKind.Services,
                key,
                status => status.Child("loadBalancer")["ingress"] = new JsonArray(new JsonObject { ["ip"] = address, ["ipMode"] = "VIP" }),
                Manager);
        }
    }

    private void ReconcileIngress(WorkloadName key)
    {
        if (cluster.Get(SimulatedKind.Ingresses, key) is { } ingress
            && ingress.ArrayAt("status", "loadBalancer", "ingress") is null
            && IsServed(ingress))
        {
            cluster.UpdateStatus(
                SimulatedKind.Ingresses,
                key,
                static status => status.Child("loadBalancer")["ingress"] = new JsonArray(new JsonObject { ["ip"] = IngressAddress }),
                IngressManager);
        }
    }

    private bool IsServed(JsonObject ingress)
    {
        var name = ingress.TextAt("spec", "ingressClassName") ?? ingress.TextAt("metadata", "annotations", ClassAnnotation);
        var classes = cluster.List(SimulatedKind.IngressClasses);
        return name is null
            ? classes.Count == 1 || classes.Any(static each => each.TextAt("metadata", "annotations", DefaultClassAnnotation) == "true")
            : classes.Any(each => each.TextAt("metadata", "name") == name);
    }
}
