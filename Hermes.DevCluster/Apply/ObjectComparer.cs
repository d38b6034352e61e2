using System.Text.Json.Nodes;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Apply;

/// <summary>
/// Compares two objects field by field as their schema merges them
/// (structured-merge-diff's Compare: atomic values, and containers empty on both sides, count as one field).
/// </summary>
internal sealed class ObjectComparer
{
    private readonly FieldSet _added = new();
    private readonly FieldSet _modified = new();
    private readonly FieldSet _removed = new();
    private readonly List<PathElement> _path = [];

    private ObjectComparer()
    {
    }

    /// <summary>How <paramref name="after"/> differs from <paramref name="before"/>.</summary>
    public static Comparison Compare(MergeType type, JsonObject before, JsonObject after)
    {
        var comparer = new ObjectComparer();
        comparer.Visit(type, Operand.Of(before), Operand.Of(after));
        return new(comparer._added, comparer._modified, comparer._removed);
    }

    private void Visit(MergeType type, Operand before, Operand after)
    {
        var shape = type.Shape(after.Exists ? after : before);
        if (before.Exists && before.Value is not null && type.Shape(before) != shape)
        {
            // The value changed its shape: what it was in the former one is gone as well.
            VisitAs(type, type.Shape(before), before, after);
        }

        var isLeaf = VisitAs(type, shape, before, after);
        if (isLeaf)
        {
            return;
        }

        if (!before.Exists)
        {
            _added.Add(_path);
        }
        else if (!after.Exists)
        {
            _removed.Add(_path);
        }
    }

    private bool VisitAs(MergeType type, MergeShape shape, Operand before, Operand after) => shape switch
    {
        MergeShape.Map => VisitMap(type, before, after),
        MergeShape.List => VisitList(type, before, after),
        _ => Leaf(before, after),
    };

    private bool Leaf(Operand before, Operand after)
    {
        if (!before.Exists)
        {
            _added.Add(_path);
        }
        else if (!after.Exists)
        {
            _removed.Add(_path);
        }
        else if (!JsonNode.DeepEquals(before.Value, after.Value))
        {
            _modified.Add(_path);
        }

        return true;
    }

    private bool VisitMap(MergeType type, Operand before, Operand after)
    {
        var bothEmpty = before.Map is not { Count: > 0 } && after.Map is not { Count: > 0 };
        if (type.IsAtomicMap || bothEmpty)
        {
            return Leaf(before, after);
        }

        var names = (before.Map ?? []).Select(field => field.Key).Union((after.Map ?? []).Select(field => field.Key));
        foreach (var name in names)
        {
            Descend(
                PathElement.Field(name), type.Field(name) ?? MergeType.Deduced, type.FieldOf(before, name), type.FieldOf(after, name));
        }

        return false;
    }

    private bool VisitList(MergeType type, Operand before, Operand after)
    {
        var bothEmpty = before.List is not { Count: > 0 } && after.List is not { Count: > 0 };
        if (type.ListType == ListType.Atomic || bothEmpty)
        {
            return Leaf(before, after);
        }

        var former = ByPath(type, before.List);
        var current = ByPath(type, after.List);
        foreach (var element in former.Keys.Union(current.Keys))
        {
            VisitElements(type.Element(), element, former.GetValueOrDefault(element, []), current.GetValueOrDefault(element, []));
        }

        return false;
    }

    private void VisitElements(MergeType type, PathElement element, List<JsonNode?> former, List<JsonNode?> current)
    {
        switch (former.Count > 1, current.Count > 1)
        {
            case (false, false):
                Descend(element, type, First(former), First(current));
                break;
            case (true, true):
                if (former.Count != current.Count || !former.Zip(current).All(pair => JsonNode.DeepEquals(pair.First, pair.Second)))
                {
                    _modified.Add([.. _path, element]);
                }

                break;
            case (true, false):
                if (current.Count == 1)
                {
                    Descend(element, type, Operand.Absent, First(current));
                }

                _removed.Add([.. _path, element]);
                break;
            default:
                if (former.Count == 1)
                {
                    Descend(element, type, First(former), Operand.Absent);
                }

                _added.Add([.. _path, element]);
                break;
        }
    }

    private void Descend(PathElement element, MergeType type, Operand before, Operand after)
    {
        _path.Add(element);
        Visit(type, before, after);
        _path.RemoveAt(_path.Count - 1);
    }

    private static Operand First(List<JsonNode?> elements) => elements.Count == 0 ? Operand.Absent : Operand.Of(elements[0]);

    /// <summary>Elements by their step, in order; elements that no step picks are left out, as stored objects may hold such.</summary>
    private static Dictionary<PathElement, List<JsonNode?>> ByPath(MergeType type, JsonArray? list)
    {
        var elements = new Dictionary<PathElement, List<JsonNode?>>();
        foreach (var item in list ?? [])
        {
            if (type.ElementPath(item, out _) is { } element)
            {
                (elements.TryGetValue(element, out var same) ? same : elements[element] = []).Add(item);
            }
        }

        return elements;
    }
}
