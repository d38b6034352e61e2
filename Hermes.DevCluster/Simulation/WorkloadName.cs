using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.Simulation;

/// <summary>The name of a namespaced object.</summary>
internal readonly record struct WorkloadName(string Namespace, string Name)
{
    public static WorkloadName Of(JsonObject value) =>
        new(value.TextAt("metadata", "namespace") ?? "", value.TextAt("metadata", "name") ?? "");

    public override string ToString() => $"{Namespace}/{Name}";
}
