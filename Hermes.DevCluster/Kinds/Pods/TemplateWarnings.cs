using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Kinds.Pods;

/// <summary>What the real server warns of in a pod template that it takes all the same.</summary>
internal static class TemplateWarnings
{
    /// <summary>The warnings of an owner's template; none where an update leaves the template as it is.</summary>
    public static IEnumerable<string> Of(JsonObject value, JsonObject? old) =>
        old is not null && JsonNode.DeepEquals(value.At("spec", "template"), old.At("spec", "template"))
            ? []
            : Spec("spec.template.spec", value.ObjectAt("spec", "template", "spec"));

    private static IEnumerable<string> Spec(string field, JsonObject? spec)
    {
        foreach (var list in (string[])["initContainers", "containers"])
        {
            var index = 0;
            foreach (var container in spec.ObjectsAt(list))
            {
                var path = $"{field}.{list}[{index++}]";
                foreach (var warning in Ports(path, container).Concat(Variables(path, container)))
                {
                    yield return warning;
                }
            }
        }
    }

    private static IEnumerable<string> Ports(string field, JsonObject container)
    {
        var seen = new Dictionary<(long?, string?), int>();
        var index = 0;
        foreach (var port in container.ObjectsAt("ports"))
        {
            if (!seen.TryAdd((port.IntegerAt("containerPort"), port.TextAt("protocol")), index))
            {
                var first = seen[(port.IntegerAt("containerPort"), port.TextAt("protocol"))];
                yield return $"{field}.ports[{index}]: duplicate port definition with {field}.ports[{first}]";
            }

            index++;
        }
    }

    private static IEnumerable<string> Variables(string field, JsonObject container)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var variable in container.ObjectsAt("env"))
        {
            var name = variable.TextAt("name") ?? "";
            if (!names.Add(name))
            {
                yield return $"{field}.env[{index}]: hides previous definition of \"{name}\", which may be dropped when using apply";
            }

            index++;
        }
    }
}
