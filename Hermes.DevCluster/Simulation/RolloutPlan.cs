using System.Globalization;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.Simulation;

/// <summary>How many pods of the new template and of former ones there should be, and how many of each are ready.</summary>
/// <param name="New">Pods of the current template.</param>
/// <param name="NewReady">Those of them that are ready.</param>
/// <param name="Old">Pods of former templates; all of them are ready.</param>
internal sealed record RolloutPlan(long New, long NewReady, long Old)
{
    /// <summary>Whether every pod is of the current template and ready.</summary>
    public bool IsComplete(long wished) => New == wished && NewReady == wished && Old == 0;

    /// <summary>
    /// Decides at once what a rolling update comes to: all pods new where they get ready, and otherwise as far as surge and
    /// unavailability allow, with the former pods still serving.
    /// </summary>
    /// <param name="spec">The Deployment's spec.</param>
    /// <param name="former">How many pods of former templates there are.</param>
    /// <param name="readyAtMost">How many pods of the current template get ready at most; null where all do.</param>
    public static RolloutPlan For(JsonObject spec, long former, long? readyAtMost)
    {
        var wished = spec.IntegerAt("replicas") ?? 1;
        var ready = Math.Min(wished, readyAtMost ?? wished);
        if (ready == wished)
        {
            return new RolloutPlan(wished, wished, 0);
        }

        if (former == 0 || spec.TextAt("strategy", "type") == "Recreate")
        {
            return new RolloutPlan(wished, ready, 0);
        }

        var old = Math.Min(former, Math.Max(0, wished - Unavailable(spec, wished) - ready));
        var all = wished + Math.Max(Surge(spec, wished), Unavailable(spec, wished) == 0 ? 1 : 0);
        var count = Math.Clamp(all - old, 0, wished);
        return new RolloutPlan(count, Math.Min(ready, count), old);
    }

    /// <summary>How many pods must be available.</summary>
    public static long Minimum(JsonObject spec)
    {
        var wished = spec.IntegerAt("replicas") ?? 1;
        return spec.TextAt("strategy", "type") == "Recreate" ? wished : wished - Unavailable(spec, wished);
    }

    private static long Surge(JsonObject spec, long wished) => Share(spec.At("strategy", "rollingUpdate", "maxSurge"), wished, up: true);

    private static long Unavailable(JsonObject spec, long wished) =>
        Math.Min(wished, Share(spec.At("strategy", "rollingUpdate", "maxUnavailable"), wished, up: false));

    private static long Share(JsonNode? share, long wished, bool up)
    {
        if (share.TextAt() is not { } text)
        {
            return share.IntegerAt() ?? 0;
        }

        return long.TryParse(text.TrimEnd('%'), CultureInfo.InvariantCulture, out var percent)
            ? ((wished * percent) + (up ? 99 : 0)) / 100
            : 0;
    }
}
