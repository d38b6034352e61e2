using System.Text.Json.Nodes;

namespace Hermes.Chart.Tests.Observability;

/// <summary>The dashboards as they are shipped.</summary>
internal static class DashboardFiles
{
    public static IEnumerable<string> Of(string product) =>
        Directory.GetFiles(RepositoryFolder.PathOf("config", "observability", product), "*.json").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    public static JsonNode Read(string product, string file) =>
        JsonNode.Parse(File.ReadAllText(RepositoryFolder.PathOf("config", "observability", product, file)))!;

    /// <summary>Every value under a key, wherever it stands.</summary>
    public static IEnumerable<JsonNode> All(JsonNode? node, string key) => node switch
    {
        JsonObject fields => fields.SelectMany(field => field.Key == key ? [field.Value!] : All(field.Value, key)),
        JsonArray list => list.SelectMany(item => All(item, key)),
        _ => [],
    };

    /// <summary>The cells of the grid that a panel covers.</summary>
    public static IEnumerable<(int X, int Y)> Cells(JsonNode position) =>
        from x in Enumerable.Range(position["x"]!.GetValue<int>(), position["w"]!.GetValue<int>())
        from y in Enumerable.Range(position["y"]!.GetValue<int>(), position["h"]!.GetValue<int>())
        select (x, y);
}
