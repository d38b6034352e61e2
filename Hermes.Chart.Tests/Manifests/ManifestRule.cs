using System.Text.Json.Nodes;

namespace Hermes.Chart.Tests.Manifests;

/// <summary>A rule for the objects of one install or one app.</summary>
/// <param name="Name">What it asks for.</param>
/// <param name="Faults">Where it is broken, one line for each place.</param>
public sealed record ManifestRule(string Name, Func<IReadOnlyList<JsonObject>, IEnumerable<string>> Faults)
{
    /// <summary>A rule for each pod, whatever makes it.</summary>
    internal static ManifestRule OfPods(string name, Func<JsonNode, bool> holds) =>
        new(name, objects => Workload.In(objects).Where(workload => !holds(workload.Pod)).Select(workload => workload.Title));

    /// <summary>A rule for each container of each pod, those that initialize it included.</summary>
    internal static ManifestRule OfContainers(string name, Func<JsonNode, bool> holds) => new(name, objects => Workload.In(objects)
        .SelectMany(workload => workload.Containers.Where(container => !holds(container)).Select(container => $"{workload.Title}/{container["name"]}")));

    /// <summary>A rule for each object of some kinds.</summary>
    internal static ManifestRule OfObjects(string name, Func<JsonObject, bool> holds, params string[] kinds) => new(name, objects => objects
        .Where(manifest => kinds.Length == 0 || kinds.Contains(Workload.KindOf(manifest), StringComparer.Ordinal))
        .Where(manifest => !holds(manifest)).Select(Workload.TitleOf));
}
