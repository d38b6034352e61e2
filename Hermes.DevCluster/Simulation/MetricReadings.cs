using System.Globalization;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Kinds.Wire;

namespace Hermes.DevCluster.Simulation;

/// <summary>What the metrics of an autoscaler read now, and how many pods each of them asks for.</summary>
internal sealed class MetricReadings
{
    private readonly List<JsonObject> _status = [];
    private readonly List<long?> _wished = [];

    private MetricReadings()
    {
    }

    /// <summary>What the first metric is, as the real controller's messages put it.</summary>
    public string Described { get; private set; } = "no metric";

    /// <summary>Reads the metrics of an autoscaler.</summary>
    public static MetricReadings Of(JsonObject autoscaler, JsonObject deployment, SimulatedLoad load)
    {
        var readings = new MetricReadings();
        foreach (var metric in autoscaler.ObjectsAt("spec", "metrics"))
        {
            switch (metric.TextAt("type"))
            {
                case "Resource":
                    readings.ReadResource(metric.ObjectAt("resource")!, deployment, load);
                    break;
                case "External":
                    readings.ReadExternal(metric.ObjectAt("external")!, autoscaler, deployment, load);
                    break;
                default:
                    break;
            }
        }

        return readings;
    }

    /// <summary>The greatest count that a metric asks for; the current one where none asks.</summary>
    public long Max(long current) => _wished.Max() ?? current;

    /// <summary>The readings, as the status lists them.</summary>
    public JsonArray Status() => new([.. _status.Select(static reading => reading.DeepClone())]);

    private void ReadResource(JsonObject source, JsonObject deployment, SimulatedLoad load)
    {
        var name = source.TextAt("name") ?? "";
        var target = source.IntegerAt("target", "averageUtilization");
        var measured = load.Utilization(WorkloadName.Of(deployment), name);
        var current = deployment.IntegerAt("spec", "replicas") ?? 1;

        // Nothing measured: as much as is wanted, so that nothing is scaled.
        var reading = target is null
            ? new JsonObject { ["averageValue"] = source.TextAt("target", "averageValue") }
            : new JsonObject { ["averageUtilization"] = measured ?? target };
        Add(
            measured is { } percent && target is > 0 ? (long)Math.Ceiling(current * (double)percent / target.Value) : null,
            $"{name} resource utilization (percentage of request)",
            new JsonObject { ["type"] = "Resource", ["resource"] = new JsonObject { ["name"] = name, ["current"] = reading } });
    }

    private void ReadExternal(JsonObject source, JsonObject autoscaler, JsonObject deployment, SimulatedLoad load)
    {
        var name = autoscaler.TextAt("metadata", "labels", KedaNames.NameLabel);
        var key = new WorkloadName(WorkloadName.Of(autoscaler).Namespace, name ?? "");
        var pending = load.PendingRequests(key);
        var target = Quantity.TryParse(source.TextAt("target", "averageValue") ?? "", out var quantity) ? quantity.Value.ToDouble() : 0;
        var current = Math.Max(1, deployment.IntegerAt("spec", "replicas") ?? 1);
        var average = (pending * 1000 / current).ToString(CultureInfo.InvariantCulture) + "m";
        Add(
            target > 0 ? (long)Math.Ceiling(pending / target) : null,
            $"external metric {source.TextAt("metric", "name")}",
            new JsonObject
            {
                ["type"] = "External",
                ["external"] = new JsonObject
                {
                    ["metric"] = source["metric"]?.DeepClone(),
                    ["current"] = new JsonObject { ["averageValue"] = average },
                },
            });
    }

    private void Add(long? wished, string described, JsonObject status)
    {
        if (_status.Count == 0)
        {
            Described = described;
        }

        _wished.Add(wished);
        _status.Add(status);
    }
}
