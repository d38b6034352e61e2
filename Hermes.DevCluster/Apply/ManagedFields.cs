using System.Text.Json.Nodes;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Apply;

/// <summary>Keeps <c>metadata.managedFields</c> on writes that are not applies.</summary>
internal static class ManagedFields
{
    private const int MaxUpdaters = 10;

    /// <summary>
    /// Writes <c>metadata.managedFields</c> of <paramref name="after"/> in place: fields that changed become the manager's,
    /// and leave every manager whose value they no longer hold. Entries that <paramref name="after"/> carries are taken as the
    /// client's wish (an empty list stops the account), except through a subresource.
    /// </summary>
    /// <param name="before">The stored object; null on creation.</param>
    /// <param name="after">The object to be stored, defaulted.</param>
    /// <param name="schema">The kind's schema.</param>
    /// <param name="manager">The field manager.</param>
    /// <param name="apiVersion">The group and version of the request.</param>
    /// <param name="subresource">The subresource written through; null for the object itself.</param>
    /// <param name="time">Now, in RFC 3339; null writes no time, as the scale subresource does.</param>
    /// <param name="resetFields">Paths that this request cannot write, such as <c>status</c> on the object itself.</param>
    public static void Record(
        JsonObject? before,
        JsonObject after,
        Schema schema,
        string manager,
        string apiVersion,
        string? subresource,
        string? time,
        IReadOnlyList<string>? resetFields = null)
    {
        var entries = EntriesToKeep(before, after, subresource);
        var current = Ownership.WithoutManagedFields(after);
        if (!entries.IsEmpty || before is null)
        {
            var former = Ownership.WithoutManagedFields(before ?? []);
            var change = ObjectComparer.Compare(MergeType.OfKind(schema), former, current).Without(Ownership.Paths(resetFields ?? []));
            var writer = new ManagerEntry
            {
                Manager = manager.Length == 0 ? "unknown" : manager,
                Applied = false,
                ApiVersion = apiVersion,
                Subresource = subresource,
            };
            Ownership.Transfer(entries, change, writer: null);
            var gained = Ownership.Strip(change.Added.Union(change.Modified));
            if (!gained.IsEmpty)
            {
                entries.Put(writer with { Fields = gained.Union(entries.Find(writer)?.Fields ?? new()), Time = time });
            }

            entries.Cap(MaxUpdaters);
        }

        entries.WriteTo(after);
    }

    /// <summary>
    /// Whether a write leaves the stored object as it is: nothing differs but the times of <c>managedFields</c>.
    /// The real server then writes nothing and answers with the stored object.
    /// </summary>
    public static bool IsUnchanged(JsonObject before, JsonObject after) =>
        JsonNode.DeepEquals(Ownership.WithoutManagedFields(before), Ownership.WithoutManagedFields(after))
        && JsonNode.DeepEquals(WithoutTimes(before), WithoutTimes(after));

    private static ManagerEntries EntriesToKeep(JsonObject? before, JsonObject after, string? subresource)
    {
        if (string.IsNullOrEmpty(subresource))
        {
            var sent = (after["metadata"] as JsonObject)?["managedFields"] as JsonArray;
            if (sent is [] or [JsonObject { Count: 0 }])
            {
                return ManagerEntries.None();
            }

            var wished = ManagerEntries.Of(after);
            if (!wished.IsEmpty)
            {
                return wished;
            }
        }

        return ManagerEntries.Of(before);
    }

    private static JsonArray? WithoutTimes(JsonObject owner)
    {
        var entries = (owner["metadata"] as JsonObject)?["managedFields"]?.DeepClone() as JsonArray;
        foreach (var entry in entries ?? [])
        {
            (entry as JsonObject)?.Remove("time");
        }

        return entries is { Count: > 0 } ? entries : null;
    }
}
