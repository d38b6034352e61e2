using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Apply;

/// <summary>
/// A set of fields of an object, kept as a tree. A node may be a member itself, hold members below it, or both; a container is
/// not a member merely because something below it is. Sets are not changed once they are handed out.
/// </summary>
internal sealed class FieldSet
{
    private readonly SortedDictionary<PathElement, Node> _nodes = new(PathElement.Order);

    /// <summary>Whether nothing is in the set.</summary>
    public bool IsEmpty => _nodes.Count == 0;

    /// <summary>Reads FieldsV1.</summary>
    public static FieldSet Parse(JsonNode? fieldsV1)
    {
        var set = new FieldSet();
        foreach (var (name, below) in fieldsV1 as JsonObject ?? [])
        {
            if (name == "." || PathElement.Parse(name) is not { } element)
            {
                continue;
            }

            var children = Parse(below);
            var member = children.IsEmpty || (below as JsonObject)?.ContainsKey(".") == true;
            set._nodes[element] = new(member, children);
        }

        return set;
    }

    /// <summary>A set of paths.</summary>
    public static FieldSet Of(params IEnumerable<IReadOnlyList<PathElement>> paths)
    {
        var set = new FieldSet();
        foreach (var path in paths)
        {
            set.Add(path);
        }

        return set;
    }

    /// <summary>Adds a path while the set is being built; the empty path (the whole object) is nobody's.</summary>
    public void Add(IReadOnlyList<PathElement> path)
    {
        var set = this;
        for (var i = 0; i < path.Count; i++)
        {
            var node = set._nodes.GetValueOrDefault(path[i]) ?? new(Member: false, new());
            if (i == path.Count - 1)
            {
                node = node with { Member = true };
            }

            set._nodes[path[i]] = node;
            set = node.Children;
        }
    }

    /// <summary>Whether the element itself is a member.</summary>
    public bool Has(PathElement element) => _nodes.TryGetValue(element, out var node) && node.Member;

    /// <summary>What is below the element; empty where nothing is.</summary>
    public FieldSet Below(PathElement element) => _nodes.TryGetValue(element, out var node) ? node.Children : new();

    /// <summary>Members of either set.</summary>
    public FieldSet Union(FieldSet other)
    {
        var result = new FieldSet();
        foreach (var (element, node) in _nodes)
        {
            result.Put(element, other._nodes.TryGetValue(element, out var theirs)
                ? new(node.Member || theirs.Member, node.Children.Union(theirs.Children))
                : node);
        }

        foreach (var (element, node) in other._nodes)
        {
            if (!_nodes.ContainsKey(element))
            {
                result.Put(element, node);
            }
        }

        return result;
    }

    /// <summary>Members of both sets.</summary>
    public FieldSet Intersect(FieldSet other)
    {
        var result = new FieldSet();
        foreach (var (element, node) in _nodes)
        {
            if (other._nodes.TryGetValue(element, out var theirs))
            {
                result.Put(element, new(node.Member && theirs.Member, node.Children.Intersect(theirs.Children)));
            }
        }

        return result;
    }

    /// <summary>Members that are not members of the other set; what is below a member of the other set stays.</summary>
    public FieldSet Except(FieldSet other)
    {
        var result = new FieldSet();
        foreach (var (element, node) in _nodes)
        {
            result.Put(element, other._nodes.TryGetValue(element, out var theirs)
                ? new(node.Member && !theirs.Member, node.Children.Except(theirs.Children))
                : node);
        }

        return result;
    }

    /// <summary>Members that are neither members of the other set nor below one.</summary>
    public FieldSet ExceptTrees(FieldSet other)
    {
        var result = new FieldSet();
        foreach (var (element, node) in _nodes)
        {
            if (!other._nodes.TryGetValue(element, out var theirs))
            {
                result.Put(element, node);
            }
            else if (!theirs.Member)
            {
                result.Put(element, new(node.Member, node.Children.ExceptTrees(theirs.Children)));
            }
        }

        return result;
    }

    /// <summary>The set with every declared field above a member made a member: what goes when all named in it goes.</summary>
    public FieldSet WithNamedParents(MergeType type)
    {
        var result = new FieldSet();
        foreach (var (element, node) in _nodes)
        {
            var isNamed = element.Kind == PathElementKind.Field && type.Declares(element.Name) && !node.Children.IsEmpty;
            var below = element.Kind == PathElementKind.Field ? type.Field(element.Name) : type.Element();
            result.Put(element, new(node.Member || isNamed, node.Children.WithNamedParents(below ?? MergeType.Deduced)));
        }

        return result;
    }

    /// <summary>Every member's path, parents before children, in order.</summary>
    public IEnumerable<IReadOnlyList<PathElement>> Paths() => Paths([]);

    /// <summary>The set as <c>fieldsV1</c>.</summary>
    public JsonObject ToFieldsV1()
    {
        var json = new JsonObject();
        foreach (var (element, node) in _nodes)
        {
            var below = node.Children.ToFieldsV1();
            if (node.Member && below.Count > 0)
            {
                below.Insert(0, ".", new JsonObject());
            }

            json[element.ToFieldsV1()] = below;
        }

        return json;
    }

    /// <summary>Whether both sets have the same members.</summary>
    public bool SetEquals(FieldSet other) =>
        _nodes.Count == other._nodes.Count && _nodes.All(pair =>
            other._nodes.TryGetValue(pair.Key, out var theirs) && pair.Value.Member == theirs.Member
            && pair.Value.Children.SetEquals(theirs.Children));

    /// <summary>One path per line.</summary>
    public override string ToString() => string.Join('\n', Paths().Select(path => string.Concat(path)));

    private IEnumerable<IReadOnlyList<PathElement>> Paths(IReadOnlyList<PathElement> prefix)
    {
        foreach (var (element, node) in _nodes)
        {
            IReadOnlyList<PathElement> path = [.. prefix, element];
            if (node.Member)
            {
                yield return path;
            }

            foreach (var below in node.Children.Paths(path))
            {
                yield return below;
            }
        }
    }

    private void Put(PathElement element, Node node)
    {
        if (node.Member || !node.Children.IsEmpty)
        {
            _nodes[element] = node;
        }
    }

    private sealed record Node(bool Member, FieldSet Children);
}
