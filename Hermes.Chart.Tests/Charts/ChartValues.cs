using System.Text.Json.Nodes;
using Hermes.Kubernetes.Yaml;

namespace Hermes.Chart.Tests.Charts;

/// <summary>The values of the operator's chart: as shipped, and with everything set.</summary>
internal static class ChartValues
{
    public static JsonObject Shipped() => Read(Path.Combine(ChartRepository.Operator, "values.yaml"));

    public static JsonObject Full() => Read(RepositoryFolder.PathOf("Hermes.Chart.Tests", "Charts", "full.yaml"));

    public static JsonObject Schema() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(ChartRepository.Operator, "values.schema.json")))!.AsObject();

    /// <summary>The paths of all values that are no objects with values of their own, as the path's keys.</summary>
    public static IEnumerable<ValuePath> Leaves(JsonNode? node, ValuePath path) => node switch
    {
        JsonObject { Count: > 0 } fields => fields.SelectMany(field => Leaves(field.Value, path.Append(field.Key))),
        JsonArray { Count: > 0 } list => list.SelectMany((item, index) => Leaves(item, path.Append(index))),
        _ => [path],
    };

    private static JsonObject Read(string path) => YamlReader.Read(File.ReadAllText(path)).ShouldHaveSingleItem().Content.AsObject();
}
