using System.Collections.Frozen;
using System.Collections.Immutable;
using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.Discovery;

/// <summary>The kinds that are served at one moment.</summary>
internal sealed class KindTable
{
    private readonly FrozenDictionary<(string Group, string Version, string Plural), KindRow> _byResource;
    private readonly FrozenDictionary<(string Group, string Version, string Kind), KindRow> _byKind;

    /// <summary>A table.</summary>
    /// <param name="rows">The kinds, in the order in which discovery lists them.</param>
    public KindTable(IEnumerable<KindRow> rows)
    {
        // A definition cannot take a built-in kind's place.
        Rows = [.. rows.DistinctBy(row => (row.Group, row.Version, row.Plural))];
        _byResource = Rows.ToFrozenDictionary(row => (row.Group, row.Version, row.Plural));
        _byKind = Rows.GroupBy(row => (row.Group, row.Version, row.Kind)).ToFrozenDictionary(same => same.Key, same => same.First());
        Groups =
        [
            .. Rows.GroupBy(row => row.Group, StringComparer.Ordinal).Select(group => new ServedGroup(
                group.Key,
                [.. group.Select(row => row.Version).Distinct(StringComparer.Ordinal).Order(VersionOrder.Instance)])),
        ];
    }

    /// <summary>Every row.</summary>
    public ImmutableArray<KindRow> Rows { get; }

    /// <summary>The groups in order, the core group among them.</summary>
    public ImmutableArray<ServedGroup> Groups { get; }

    /// <summary>The kind behind a path; null where the server has none.</summary>
    public KindRow? Find(string group, string version, string plural) => _byResource.GetValueOrDefault((group, version, plural));

    /// <summary>The kind of an object; null where the server has none.</summary>
    public KindRow? FindKind(string apiVersion, string kind)
    {
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        var key = slash < 0 ? ("", apiVersion, kind) : (apiVersion[..slash], apiVersion[(slash + 1)..], kind);
        return _byKind.GetValueOrDefault(key);
    }

    /// <summary>The resource in its group's preferred version that has it; null where the server has none.</summary>
    public KindRow? Preferred(string group, string plural) =>
        Groups.FirstOrDefault(served => served.Name == group)?.Versions
            .Select(version => Find(group, version, plural))
            .FirstOrDefault(row => row is not null);

    /// <summary>The rows of a group version, in order.</summary>
    public IEnumerable<KindRow> In(string group, string version) =>
        Rows.Where(row => row.Group == group && row.Version == version);
}
