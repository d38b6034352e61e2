using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Simulation;

/// <summary>
/// What stands in every cluster that web apps run on, and can be taken away to see what happens without it: a node, the IngressClass
/// <c>nginx</c> and the metrics API.
/// </summary>
internal sealed class ClusterFurniture(SimulatedCluster cluster)
{
    public const string NodeName = "devcluster";

    public const string NodeAddress = "172.18.0.2";

    public const string MetricsApi = "v1beta1.metrics.k8s.io";

    /// <summary>Puts it there.</summary>
    public void Place()
    {
        cluster.Create(SimulatedKind.Nodes, Node());
        cluster.Create(SimulatedKind.IngressClasses, new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "nginx" },
            ["spec"] = new JsonObject { ["controller"] = "k8s.io/ingress-nginx" },
        });
        cluster.Create(SimulatedKind.ApiServices, new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = MetricsApi },
            ["spec"] = new JsonObject
            {
                ["group"] = "metrics.k8s.io",
                ["version"] = "v1beta1",
                ["service"] = new JsonObject { ["namespace"] = "kube-system", ["name"] = "metrics-server", ["port"] = 443 },
                ["groupPriorityMinimum"] = 100,
                ["versionPriority"] = 100,
                ["insecureSkipTLSVerify"] = true,
            },
        });
        cluster.UpdateStatus(SimulatedKind.ApiServices, new WorkloadName("", MetricsApi), status =>
            StatusConditions.Set(status, cluster.Now, "Available", "True", "Passed", "all checks passed"));
    }

    private JsonObject Node()
    {
        var status = new JsonObject
        {
            ["capacity"] = new JsonObject { ["cpu"] = "64", ["memory"] = "256Gi", ["pods"] = "1000" },
            ["allocatable"] = new JsonObject { ["cpu"] = "64", ["memory"] = "256Gi", ["pods"] = "1000" },
            ["addresses"] = new JsonArray(
                new JsonObject { ["type"] = "InternalIP", ["address"] = NodeAddress },
                new JsonObject { ["type"] = "Hostname", ["address"] = NodeName }),
            ["nodeInfo"] = new JsonObject
            {
                ["kubeletVersion"] = "v1.36.2",
                ["osImage"] = "simulated",
                ["kernelVersion"] = "simulated",
                ["containerRuntimeVersion"] = "simulated://1",
                ["operatingSystem"] = "linux",
                ["architecture"] = "amd64",
            },
        };
        StatusConditions.Set(status, cluster.Now, "Ready", "True", "KubeletReady", "no kubelet runs here; pods are simulated");
        return new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = NodeName,
                ["labels"] = new JsonObject
                {
                    ["kubernetes.io/hostname"] = NodeName,
                    ["kubernetes.io/os"] = "linux",
                    ["topology.kubernetes.io/zone"] = "zone-1",
                },
            },
            ["status"] = status,
        };
    }
}
