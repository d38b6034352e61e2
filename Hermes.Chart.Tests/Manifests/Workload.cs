using System.Text.Json.Nodes;

namespace Hermes.Chart.Tests.Manifests;

/// <summary>An object that makes pods.</summary>
internal sealed record Workload(JsonObject Object, JsonNode Template)
{
    public string Title => TitleOf(Object);

    public JsonNode Pod => Template["spec"]!;

    /// <summary>Whether its pods are there to serve, until they are told to stop.</summary>
    public bool Serves => KindOf(Object) is not ("Job" or "Pod");

    public IEnumerable<JsonNode> Containers => List(Pod["containers"]).Concat(List(Pod["initContainers"])).Concat(List(Pod["ephemeralContainers"]));

    public static IEnumerable<Workload> In(IEnumerable<JsonObject> objects)
    {
        foreach (var manifest in objects)
        {
            var spec = manifest["spec"];
            var template = KindOf(manifest) == "Pod" ? manifest : spec?["template"] ?? spec?["jobTemplate"]?["spec"]?["template"];
            if (template is not null)
            {
                yield return new Workload(manifest, template);
            }
        }
    }

    public static string KindOf(JsonObject manifest) => manifest["kind"]!.GetValue<string>();

    public static string TitleOf(JsonObject manifest) => $"{KindOf(manifest)} {manifest["metadata"]!["namespace"]}/{manifest["metadata"]!["name"]}";

    public static IEnumerable<JsonNode> List(JsonNode? list) => (list as JsonArray ?? []).Select(item => item!);

    /// <summary>Whether a selector takes in all that another object's pods carry.</summary>
    public bool IsChosenBy(JsonObject chooser, JsonNode? labels) =>
        labels is JsonObject { Count: > 0 } wanted
        && chooser["metadata"]!["namespace"]?.ToJsonString() == Object["metadata"]!["namespace"]?.ToJsonString()
        && wanted.All(label => Template["metadata"]!["labels"]?[label.Key]?.ToJsonString() == label.Value!.ToJsonString());
}
