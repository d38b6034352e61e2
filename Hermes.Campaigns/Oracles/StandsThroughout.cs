using Hermes.Campaigns.Worlds;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Storage;

namespace Hermes.Campaigns.Oracles;

/// <summary>What an app has whatever scales it is never deleted, not even to be made anew.</summary>
/// <param name="app">The app's name.</param>
internal sealed class StandsThroughout(string app) : IOracle
{
    private static readonly string[] Lasting = ["hermesapps", "deployments", "services", "ingresses"];

    public IEnumerable<string> Look(Moment moment)
    {
        var isGoing = moment.Change.Type == ChangeType.Deleted || moment.Change.Object.At("metadata", "deletionTimestamp") is not null;
        if (isGoing && Lasting.Contains(moment.Change.Row.Plural) && moment.Change.Object.TextAt("metadata", "name") == app)
        {
            yield return "it was deleted";
        }
    }
}
