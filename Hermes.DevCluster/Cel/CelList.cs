using System.Text.Json.Nodes;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Cel;

/// <summary>A list. One that a schema calls a set or a map list does not care for order when compared, as Kubernetes' CEL has it.</summary>
internal sealed record CelList(IReadOnlyList<object> Items, ListType ListType = ListType.Atomic, IReadOnlyList<string>? Keys = null)
{
    /// <summary>Concatenation; of sets the union, of map lists the right one's elements in place of those with their keys.</summary>
    public CelList Plus(CelList other)
    {
        if (ListType == ListType.Atomic)
        {
            return new([.. Items, .. other.Items]);
        }

        var merged = Items.ToList();
        foreach (var item in other.Items)
        {
            var at = merged.FindIndex(existing => IsSame(existing, item));
            if (at < 0)
            {
                merged.Add(item);
            }
            else
            {
                merged[at] = item;
            }
        }

        return this with { Items = merged };
    }

    /// <summary>Whether both hold the same elements.</summary>
    public bool HasSameItems(CelList other)
    {
        if (Items.Count != other.Items.Count)
        {
            return false;
        }

        return ListType == ListType.Atomic
            ? Items.Zip(other.Items).All(pair => CelValues.AreEqual(pair.First, pair.Second))
            : Items.All(item => other.Items.Any(theirs => CelValues.AreEqual(item, theirs)));
    }

    private bool IsSame(object left, object right) =>
        ListType == ListType.Map && left is CelObject a && right is CelObject b
            ? (Keys ?? []).All(key => JsonNode.DeepEquals(a.Value[key], b.Value[key]))
            : CelValues.AreEqual(left, right);
}
