using System.Text.Json.Nodes;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Apply;

/// <summary>Whether an object fits its schema well enough to be merged.</summary>
internal static class TypedObject
{
    /// <summary>Every misfit, as <c>.path: message</c>; empty when there is none.</summary>
    public static IReadOnlyList<string> Faults(MergeType type, JsonObject value)
    {
        var faults = new List<string>();
        Visit(type, value, "", faults);
        return faults;
    }

    private static void Visit(MergeType type, JsonNode? value, string path, List<string> faults)
    {
        if (value is null)
        {
            return;
        }

        switch (type.Shape(Operand.Of(value)))
        {
            case MergeShape.Map:
                VisitMap(type, value, path, faults);
                break;
            case MergeShape.List:
                VisitList(type, value, path, faults);
                break;
            default:
                if (type.FaultOfScalar(value) is { } fault)
                {
                    faults.Add(Fault(path, fault));
                }

                break;
        }
    }

    private static void VisitMap(MergeType type, JsonNode value, string path, List<string> faults)
    {
        if (value is not JsonObject map)
        {
            faults.Add(Fault(path, $"expected map, got &{{{value.ToJsonString()}}}"));
            return;
        }

        foreach (var (name, field) in map)
        {
            if (type.Field(name) is not { } declared)
            {
                faults.Add(Fault($"{path}.{name}", "field not declared in schema"));
                return;
            }

            Visit(declared, field, $"{path}.{name}", faults);
        }
    }

    private static void VisitList(MergeType type, JsonNode value, string path, List<string> faults)
    {
        if (value is not JsonArray list)
        {
            faults.Add(Fault(path, $"expected list, got &{{{value.ToJsonString()}}}"));
            return;
        }

        var seen = new HashSet<PathElement>();
        for (var i = 0; i < list.Count; i++)
        {
            var step = PathElement.Index(i);
            if (type.ListType != ListType.Atomic)
            {
                if (type.ElementPath(list[i], out var fault) is not { } key)
                {
                    faults.Add(Fault(path, $"element {i}: {fault}"));
                    return;
                }

                if (!seen.Add(key))
                {
                    faults.Add(Fault(path, $"duplicate entries for key {key}"));
                }

                step = key;
            }

            Visit(type.Element(), list[i], path + step, faults);
        }
    }

    private static string Fault(string path, string message) => path.Length == 0 ? message : $"{path}: {message}";
}
