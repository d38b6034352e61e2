using System.Text.Json.Nodes;
using Hermes.Campaigns.Worlds;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Storage;

namespace Hermes.Campaigns.Oracles;

/// <summary>
/// What the operator makes belongs to an app that there is or was, under the app's own UID; and it touches nothing that belongs to
/// somebody else, nor changes whose it is.
/// </summary>
internal sealed class OwnershipHolds : IOracle
{
    private static readonly string[] Children =
        ["deployments", "services", "ingresses", "horizontalpodautoscalers", "scaledobjects", "httpscaledobjects", "interceptorroutes"];

    private readonly HashSet<string> _apps = new(StringComparer.Ordinal);

    public IEnumerable<string> Look(Moment moment)
    {
        if (moment.Concerns("hermesapps"))
        {
            _apps.Add(moment.Change.Object.TextAt("metadata", "uid")!);
        }

        if (!moment.IsOperators || !Children.Contains(moment.Change.Row.Plural))
        {
            yield break;
        }

        var owner = OwnerOf(moment.Change.Object);
        if (owner is null || !_apps.Contains(owner))
        {
            yield return $"the operator wrote what belongs to {owner ?? "nobody"}, which is no app";
        }

        if (moment.Change is { Type: ChangeType.Modified, Before: { } before } && OwnerOf(before) is var former && former != owner)
        {
            yield return $"the operator gave {owner} what belonged to {former ?? "nobody"}";
        }
    }

    private static string? OwnerOf(JsonObject value) => value.ObjectsAt("metadata", "ownerReferences")
        .Where(static reference => reference.FlagAt("controller") is true)
        .Select(static reference => reference.TextAt("uid"))
        .FirstOrDefault();
}
