using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds.Rules;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Kinds.Extension;

/// <summary>Rules of APIServices: what a group version's place among the others must be.</summary>
internal static class ApiServiceRules
{
    public static IEnumerable<FieldError> Check(JsonObject value, JsonObject? old)
    {
        var faults = new FaultList();
        var spec = value.ObjectAt("spec") ?? [];
        var expected = $"{spec.TextAt("version")}.{spec.TextAt("group")}";
        if (value.TextAt("metadata", "name") is { } name && name != expected)
        {
            faults.Invalid("metadata.name", name, $"must be `spec.version+\".\"+spec.group`: \"{expected}\"");
        }

        CheckPriority(faults, "spec.groupPriorityMinimum", spec.IntegerAt("groupPriorityMinimum") ?? 0, 20_000);
        CheckPriority(faults, "spec.versionPriority", spec.IntegerAt("versionPriority") ?? 0, 1_000);
        return faults.All;
    }

    private static void CheckPriority(FaultList faults, string field, long priority, long most)
    {
        if (priority <= 0 || priority > most)
        {
            faults.Invalid(field, priority, $"must be positive and less than {most}");
        }
    }
}
