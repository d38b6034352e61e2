using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Patches;

/// <summary>JSON merge patch (RFC 7386).</summary>
internal static class JsonMergePatch
{
    /// <summary>A copy of <paramref name="target"/> with the patch merged in; the arguments stay as they are.</summary>
    public static JsonObject Apply(JsonObject target, JsonObject patch)
    {
        var result = target.DeepClone().AsObject();
        Merge(result, patch);
        return result;
    }

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            switch (value)
            {
                case null:
                    target.Remove(name);
                    break;
                case JsonObject inner:
                    if (target[name] is not JsonObject existing)
                    {
                        // Merged into an empty object, so that nulls inside the patch vanish.
                        existing = [];
                        target[name] = existing;
                    }

                    Merge(existing, inner);
                    break;
                default:
                    target[name] = value.DeepClone();
                    break;
            }
        }
    }
}
