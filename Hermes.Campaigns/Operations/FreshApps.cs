using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Hermes.Campaigns.Oracles;

namespace Hermes.Campaigns.Operations;

/// <summary>What stands of an app that was made as it is, with nothing before it; each spec is tried once.</summary>
/// <param name="seed">Decides what is left to chance.</param>
internal sealed class FreshApps(int seed)
{
    private readonly ConcurrentDictionary<string, Lazy<StandingObjects>> _ends = new(StringComparer.Ordinal);

    public StandingObjects Of(JsonObject spec) => _ends.GetOrAdd(spec.ToJsonString(), _ => new Lazy<StandingObjects>(() =>
    {
        using var app = EditedApp.Create(spec, seed);
        var end = app.End().Standing;
        return app.Faults.Count == 0 ? end : throw new InvalidOperationException($"even made afresh: {string.Join("; ", app.Faults)}");
    })).Value;
}
