using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Schemas.Definitions;

/// <summary>Where a CRD's scale subresource reads and writes.</summary>
internal static class ScalePathCheck
{
    /// <summary>Every fault of the paths.</summary>
    public static IEnumerable<FieldError> Check(string path, JsonObject scale)
    {
        var selector = Text(scale, "labelSelectorPath");
        return
        [
            .. Check($"{path}.specReplicasPath", Text(scale, "specReplicasPath"), [".spec."], "should be a json path under .spec"),
            .. Check($"{path}.statusReplicasPath", Text(scale, "statusReplicasPath"), [".status."], "should be a json path under .status"),
            .. selector.Length == 0
                ? []
                : Check($"{path}.labelSelectorPath", selector, [".spec.", ".status."], "should be a json path under either .spec or .status"),
        ];
    }

    private static IEnumerable<FieldError> Check(string at, string path, string[] starts, string rule)
    {
        if (path.Length == 0)
        {
            yield return FieldErrors.Required(at);
        }
        else if (path[0] != '.')
        {
            yield return FieldErrors.Invalid(at, path, "must be a simple json path starting with .");
        }
        else if (!Array.Exists(starts, start => path.StartsWith(start, StringComparison.Ordinal)))
        {
            yield return FieldErrors.Invalid(at, path, rule);
        }
    }

    private static string Text(JsonObject json, string name) => JsonTypes.Text(json[name]) ?? "";
}
