using System.Text.Json.Nodes;
using Hermes.Campaigns.Worlds;
using Hermes.DevCluster.Kinds;

namespace Hermes.Campaigns.Oracles;

/// <summary>Never do two scalers stand; one that is on its way out stands until it is gone.</summary>
/// <param name="app">The app's name, which is its Deployment's.</param>
internal sealed class OneScaler(string app) : IOracle
{
    /// <summary>
    /// Whether one that a former app of the name has left behind does not count: a server may go on with a write whose connection has broken,
    /// and the collector takes what came of it. Default: it counts.
    /// </summary>
    public bool IgnoresLeftBehind { get; init; }

    public IEnumerable<string> Look(Moment moment)
    {
        if (!moment.Concerns("horizontalpodautoscalers") && !moment.Concerns("scaledobjects"))
        {
            yield break;
        }

        var uid = IgnoresLeftBehind ? moment.Find("hermesapps", app)?.TextAt("metadata", "uid") : null;
        var autoscalers = moment.All("horizontalpodautoscalers").Where(scaler => Scales(scaler, uid)).ToLookup(IsKedas);
        var own = autoscalers[false].Select(autoscaler => $"HorizontalPodAutoscaler {Name(autoscaler)}").ToList();

        // KEDA's HorizontalPodAutoscaler and its ScaledObject are one scaler, of which one part may outlive the other.
        var keda = autoscalers[true].Select(Name).Concat(moment.All("scaledobjects").Where(scaler => Scales(scaler, uid)).Select(Name)).ToList();
        if (own.Count + (keda.Count > 0 ? 1 : 0) > 1)
        {
            yield return $"{string.Join(", ", own)} and KEDA ({string.Join(", ", keda)}) scale one Deployment";
        }
    }

    private bool Scales(JsonObject scaler, string? uid) =>
        scaler.TextAt("spec", "scaleTargetRef", "name") == app && !IsLeftBehind(scaler, uid);

    private static string Name(JsonObject value) => value.TextAt("metadata", "name") ?? "";

    private static bool IsKedas(JsonObject autoscaler) =>
        autoscaler.ObjectsAt("metadata", "ownerReferences").Any(static owner => owner.TextAt("kind") == "ScaledObject");

    private static bool IsLeftBehind(JsonObject scaler, string? uid) => uid is not null
        && scaler.ObjectsAt("metadata", "ownerReferences").Any(owner => owner.TextAt("kind") == "HermesApp" && owner.TextAt("uid") != uid);
}
