using System.Text.Json.Nodes;
using Hermes.Campaigns.Worlds;
using Hermes.DevCluster.Kinds;

namespace Hermes.Campaigns.Oracles;

/// <summary>Never do two scalers stand; one that is on its way out stands until it is gone.</summary>
/// <param name="app">The app's name, which is its Deployment's.</param>
internal sealed class OneScaler(string app) : IOracle
{
    public IEnumerable<string> Look(Moment moment)
    {
        if (!moment.Concerns("horizontalpodautoscalers") && !moment.Concerns("scaledobjects"))
        {
            yield break;
        }

        var autoscalers = moment.All("horizontalpodautoscalers").Where(Scales).ToLookup(IsKedas);
        var own = autoscalers[false].Select(autoscaler => $"HorizontalPodAutoscaler {Name(autoscaler)}").ToList();

        // KEDA's HorizontalPodAutoscaler and its ScaledObject are one scaler, of which one part may outlive the other.
        var keda = autoscalers[true].Select(Name).Concat(moment.All("scaledobjects").Where(Scales).Select(Name)).ToList();
        if (own.Count + (keda.Count > 0 ? 1 : 0) > 1)
        {
            yield return $"{string.Join(", ", own)} and KEDA ({string.Join(", ", keda)}) scale one Deployment";
        }
    }

    private static string Name(JsonObject value) => value.TextAt("metadata", "name") ?? "";

    private static bool IsKedas(JsonObject autoscaler) =>
        autoscaler.ObjectsAt("metadata", "ownerReferences").Any(static owner => owner.TextAt("kind") == "ScaledObject");

    private bool Scales(JsonObject scaler) => scaler.TextAt("spec", "scaleTargetRef", "name") == app;
}
