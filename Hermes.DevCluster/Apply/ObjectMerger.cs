using System.Text.Json.Nodes;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Apply;

/// <summary>Lays the fields that an applier names over the live object; takes nothing away.</summary>
internal static class ObjectMerger
{
    /// <summary>The merged object; neither argument is changed.</summary>
    public static JsonObject Merge(MergeType type, JsonObject live, JsonObject config) =>
        Visit(type, Operand.Of(live), Operand.Of(config)).Map ?? [];

    private static Operand Visit(MergeType type, Operand live, Operand config) => type.Shape(config.Exists ? config : live) switch
    {
        MergeShape.Map => VisitMap(type, live, config),
        MergeShape.List => VisitList(type, live, config),
        _ => Leaf(live, config),
    };

    private static Operand Leaf(Operand live, Operand config)
    {
        var winner = config.Exists ? config : live;
        return winner with { Value = winner.Value?.DeepClone() };
    }

    private static Operand VisitMap(MergeType type, Operand live, Operand config)
    {
        var bothEmpty = live.Map is not { Count: > 0 } && config.Map is not { Count: > 0 };
        if (type.IsAtomicMap || bothEmpty)
        {
            return Leaf(live, config);
        }

        var merged = new JsonObject();
        var names = (live.Map ?? []).Select(field => field.Key).Union((config.Map ?? []).Select(field => field.Key));
        foreach (var name in names)
        {
            var field = Visit(type.Field(name) ?? MergeType.Deduced, live.Field(name), config.Field(name));
            if (field.Exists)
            {
                merged[name] = field.Value;
            }
        }

        return merged.Count > 0 ? Operand.Of(merged) : Operand.Absent;
    }

    private static Operand VisitList(MergeType type, Operand live, Operand config)
    {
        var bothEmpty = live.List is not { Count: > 0 } && config.List is not { Count: > 0 };
        if (type.ListType == ListType.Atomic || bothEmpty)
        {
            return Leaf(live, config);
        }

        var merged = new JsonArray();
        foreach (var (old, wanted) in ListOrder.Align(Elements(type, live.List), Elements(type, config.List)))
        {
            var element = Visit(type.Element(), old, wanted);
            if (element.Exists)
            {
                merged.Add(element.Value);
            }
        }

        return merged.Count > 0 ? Operand.Of(merged) : Operand.Absent;
    }

    private static List<KeyValuePair<PathElement, Operand>> Elements(MergeType type, JsonArray? list)
    {
        var elements = new List<KeyValuePair<PathElement, Operand>>();
        foreach (var item in list ?? [])
        {
            if (type.ElementPath(item, out _) is { } step)
            {
                elements.Add(new(step, Operand.Of(item)));
            }
        }

        return elements;
    }
}
