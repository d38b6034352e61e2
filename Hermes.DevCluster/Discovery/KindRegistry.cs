using System.Collections.Immutable;
using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.Discovery;

/// <summary>The kinds that are served: the built-in ones, and those of each definition. Readers get the table whole.</summary>
internal sealed class KindRegistry
{
    private readonly Lock _lock = new();
    private readonly IReadOnlyList<KindRow> _builtIns;
    private ImmutableSortedDictionary<string, IReadOnlyList<KindRow>> _custom =
        ImmutableSortedDictionary.Create<string, IReadOnlyList<KindRow>>(StringComparer.Ordinal);

    private KindTable _current;

    /// <summary>A registry of built-in kinds.</summary>
    public KindRegistry(IReadOnlyList<KindRow> builtIns)
    {
        _builtIns = builtIns;
        _current = new KindTable(builtIns);
    }

    /// <summary>What is served now.</summary>
    public KindTable Current => Volatile.Read(ref _current);

    /// <summary>The rows of one definition; empty where it has none.</summary>
    public IReadOnlyList<KindRow> Of(string definition)
    {
        lock (_lock)
        {
            return _custom.GetValueOrDefault(definition) ?? [];
        }
    }

    /// <summary>Serves the rows of a definition, in place of its former ones.</summary>
    /// <param name="definition">The definition's name.</param>
    /// <param name="rows">None takes the definition away.</param>
    public void Set(string definition, IReadOnlyList<KindRow> rows)
    {
        lock (_lock)
        {
            _custom = rows.Count == 0 ? _custom.Remove(definition) : _custom.SetItem(definition, rows);
            Volatile.Write(ref _current, new KindTable(_builtIns.Concat(_custom.Values.SelectMany(each => each))));
        }
    }
}
