using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Storage;

namespace Hermes.Campaigns.Worlds;

/// <summary>What stands right after one change.</summary>
/// <param name="objects">The objects of the world's namespace, by resource and name.</param>
internal sealed class Moment(IReadOnlyDictionary<(string Plural, string Name), JsonObject> objects)
{
    /// <summary>How long the world has existed.</summary>
    public required TimeSpan Elapsed { get; init; }

    public required ObjectChange Change { get; init; }

    /// <summary>Whether the operator made the change.</summary>
    public required bool IsOperators { get; init; }

    /// <summary>One object; null where there is none.</summary>
    public JsonObject? Find(string plural, string name) => objects.GetValueOrDefault((plural, name));

    /// <summary>One object that is not on its way out; null where there is none.</summary>
    public JsonObject? FindStanding(string plural, string name) =>
        Find(plural, name) is { } found && found.At("metadata", "deletionTimestamp") is null ? found : null;

    public IEnumerable<JsonObject> All(string plural) => objects.Where(each => each.Key.Plural == plural).Select(each => each.Value);

    /// <summary>Whether the change is one of an object of this resource.</summary>
    public bool Concerns(string plural) => Change.Row.Plural == plural;

    /// <summary>The count that a workload names; 1 where it names none, as the server has it.</summary>
    public static long CountOf(JsonObject deployment) => deployment.IntegerAt("spec", "replicas") ?? 1;
}
