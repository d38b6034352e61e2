using Hermes.Campaigns.Worlds;
using Hermes.DevCluster.Kinds;

namespace Hermes.Campaigns.Oracles;

/// <summary>
/// Requests that know the old way get through for a while after traffic has moved: the interceptor's part stays, and the app does not go
/// to zero.
/// </summary>
/// <param name="app">The app's name.</param>
/// <param name="grace">How long.</param>
internal sealed class TrafficGrace(string app, TimeSpan grace) : IOracle
{
    private static readonly string[] Routes = ["httpscaledobjects", "interceptorroutes"];

    private string? _backend;
    private TimeSpan? _movedAt;

    public IEnumerable<string> Look(Moment moment)
    {
        var backend = moment.Find("ingresses", app) is { } ingress ? IngressAnswers.BackendOf(ingress) : null;
        if (backend != _backend)
        {
            // The first way is none that anybody could have known before.
            (_movedAt, _backend) = (_backend is null ? null : moment.Elapsed, backend);
        }

        if (_movedAt is not { } moved || moment.Elapsed - moved >= grace)
        {
            yield break;
        }

        if (_backend == IngressAnswers.Interceptor(app))
        {
            if (moment.Find("scaledobjects", app).IntegerAt("spec", "minReplicaCount") is 0)
            {
                yield return "the app may go to zero so soon after traffic has moved to the interceptor";
            }
        }
        else if (moment.FindStanding("services", IngressAnswers.Interceptor(app)) is null
            || moment.FindStanding("scaledobjects", app) is null
            || Routes.All(route => moment.FindStanding(route, app) is null))
        {
            yield return "the interceptor's part goes so soon after traffic has moved away from it";
        }
    }
}
