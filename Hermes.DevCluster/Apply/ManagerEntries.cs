using System.Globalization;
using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Apply;

/// <summary>The entries of an object's <c>metadata.managedFields</c>, one per manager.</summary>
internal sealed class ManagerEntries
{
    private readonly List<ManagerEntry> _entries;

    private ManagerEntries(IEnumerable<ManagerEntry> entries) => _entries = [.. entries];

    /// <summary>Whether nobody owns anything.</summary>
    public bool IsEmpty => _entries.Count == 0;

    /// <summary>All entries.</summary>
    public IReadOnlyList<ManagerEntry> All => _entries;

    /// <summary>The entries an object carries; none when it has none or one of them cannot be read.</summary>
    public static ManagerEntries Of(JsonObject? owner)
    {
        var parsed = ((owner?["metadata"] as JsonObject)?["managedFields"] as JsonArray ?? []).Select(ManagerEntry.Parse).ToList();
        return new(parsed.Contains(null) ? [] : parsed.OfType<ManagerEntry>());
    }

    /// <summary>No entries.</summary>
    public static ManagerEntries None() => new([]);

    /// <summary>The entry of the same manager.</summary>
    public ManagerEntry? Find(ManagerEntry manager) => _entries.Find(manager.IsSameManager);

    /// <summary>Puts the entry in place of the manager's former one; an entry without fields goes.</summary>
    public void Put(ManagerEntry entry)
    {
        _entries.RemoveAll(entry.IsSameManager);
        if (!entry.Fields.IsEmpty)
        {
            _entries.Add(entry);
        }
    }

    /// <summary>Writes the entries into the object's metadata, in the real server's order.</summary>
    public void WriteTo(JsonObject owner)
    {
        if (owner["metadata"] is not JsonObject metadata)
        {
            owner["metadata"] = metadata = [];
        }

        metadata.Remove("managedFields");
        if (_entries.Count > 0)
        {
            metadata["managedFields"] = new JsonArray([.. Sorted(_entries).Select(entry => entry.ToJson())]);
        }
    }

    /// <summary>
    /// Keeps at most <paramref name="most"/> entries that are not appliers': the oldest of a version become one, as on the real server.
    /// </summary>
    public void Cap(int most)
    {
        var updaters = _entries
            .Where(entry => !entry.Applied)
            .OrderBy(Seconds)
            .ThenBy(entry => entry.Manager, StringComparer.Ordinal)
            .ToList();
        var excess = updaters.Count - most;
        var firstOfVersion = new Dictionary<string, ManagerEntry>();
        foreach (var entry in updaters)
        {
            if (excess <= 0)
            {
                return;
            }

            if (!firstOfVersion.TryGetValue(entry.ApiVersion, out var first))
            {
                firstOfVersion[entry.ApiVersion] = entry;
                continue;
            }

            var bucket = new ManagerEntry { Manager = "ancient-changes", Applied = false, ApiVersion = entry.ApiVersion };
            var former = Find(bucket) ?? first;
            _entries.Remove(first);
            _entries.Remove(entry);
            Put(bucket with { Fields = former.Fields.Union(entry.Fields), Time = entry.Time });
            excess--;
        }
    }

    private static IEnumerable<ManagerEntry> Sorted(IEnumerable<ManagerEntry> entries) => entries
        .OrderByDescending(entry => entry.Applied)
        .ThenBy(Seconds)
        .ThenBy(entry => entry.Manager, StringComparer.Ordinal)
        .ThenBy(entry => entry.ApiVersion, StringComparer.Ordinal)
        .ThenBy(entry => entry.Subresource ?? "", StringComparer.Ordinal);

    private static long Seconds(ManagerEntry entry) =>
        DateTimeOffset.TryParse(entry.Time, CultureInfo.InvariantCulture, out var time) ? time.ToUnixTimeSeconds() : 0;
}
