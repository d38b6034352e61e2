using System.Text.Json.Nodes;
using Hermes.Campaigns.Worlds;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Storage;

namespace Hermes.Campaigns.Oracles;

/// <summary>
/// The operator changes an app's count only to what the spec names, or to bring it within the bounds of the scaler to come: never to 1, the
/// server's default, by giving it up.
/// </summary>
/// <param name="app">The app's name.</param>
internal sealed class CountHolds(string app) : IOracle
{
    private readonly List<JsonObject> _specs = [];

    /// <summary>What the count has to stay, whoever might change it: where the load asks for no other, a change is an accident. Null for anything.</summary>
    public int? Kept { get; set; }

    /// <summary>Whether a write may be of a spec that the app had before: users edit while writes are under way. Default: no.</summary>
    public bool MayLag { get; init; }

    public IEnumerable<string> Look(Moment moment)
    {
        if (MayLag && moment.Concerns("hermesapps") && moment.Find("hermesapps", app) is { } edited)
        {
            _specs.Add(edited);
        }

        if (!moment.Concerns("deployments") || moment.Change.Type == ChangeType.Deleted || moment.Find("hermesapps", app) is not { } spec)
        {
            yield break;
        }

        var after = Moment.CountOf(moment.Change.Object);
        long? before = moment.Change.Before is { } former ? Moment.CountOf(former) : null;
        if (before == after)
        {
            yield break;
        }

        if (moment.IsOperators && !MayName(spec, before, after) && !_specs.Exists(lagging => MayName(lagging, before, after)))
        {
            yield return $"the operator changed the count from {before?.ToString(Invariant) ?? "none"} to {after}";
        }

        if (Kept is { } kept && after != kept)
        {
            yield return $"the count went from {before?.ToString(Invariant) ?? "none"} to {after}, and the load asks for {kept}";
        }
    }

    private static IFormatProvider Invariant => System.Globalization.CultureInfo.InvariantCulture;

    private static bool MayName(JsonObject spec, long? before, long after)
    {
        if (spec.ObjectAt("spec", "scaling") is not { } scaling)
        {
            // An app that names no count has one at first, and is woken where nothing is left that would wake it.
            return spec.IntegerAt("spec", "replicas") is { } named ? after == named : before is null or 0 && after == 1;
        }

        var floor = Math.Max(1, scaling.IntegerAt("minReplicas") ?? 1);
        var most = Math.Max(floor, scaling.IntegerAt("maxReplicas") ?? floor);
        return before is { } former ? after == Math.Clamp(former, floor, most) : after >= floor && after <= most;
    }
}
