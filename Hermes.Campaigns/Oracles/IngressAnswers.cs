using System.Text.Json.Nodes;
using Hermes.Campaigns.Worlds;
using Hermes.DevCluster.Kinds;

namespace Hermes.Campaigns.Oracles;

/// <summary>
/// Behind the Ingress there is always somebody who answers: pods that are ready behind the app's Service; or the interceptor with all that
/// it needs to hold a request and to wake the app. An app that has never been available is not yet expected to answer.
/// </summary>
/// <param name="app">The app's name.</param>
internal sealed class IngressAnswers(string app) : IOracle
{
    private bool _wasAvailable;

    public IEnumerable<string> Look(Moment moment)
    {
        var available = moment.Find("deployments", app)?.IntegerAt("status", "availableReplicas") > 0;
        _wasAvailable |= available;
        if (moment.Find("ingresses", app) is not { } ingress || !_wasAvailable)
        {
            yield break;
        }

        if (BackendOf(ingress) == Interceptor(app))
        {
            foreach (var (plural, name) in Needed(moment))
            {
                if (moment.FindStanding(plural, name) is null)
                {
                    yield return $"the Ingress leads to the interceptor, and of {plural} {name} does not stand";
                }
            }
        }
        else if (moment.FindStanding("services", app) is null)
        {
            yield return "the Ingress leads to the app's Service, which does not stand";
        }
        else if (!available)
        {
            yield return "the Ingress leads to the app's Service, behind which no pod is ready";
        }
    }

    /// <summary>The Service that an Ingress leads to.</summary>
    internal static string? BackendOf(JsonObject ingress) => ingress.ObjectsAt("spec", "rules")
        .SelectMany(static rule => rule.ObjectsAt("http", "paths"))
        .Select(static path => path.TextAt("backend", "service", "name"))
        .FirstOrDefault();

    /// <summary>The Service that leads to the interceptor.</summary>
    internal static string Interceptor(string app) => $"{app}-interceptor";

    private IEnumerable<(string Plural, string Name)> Needed(Moment moment)
    {
        yield return ("services", Interceptor(app));
        yield return (moment.FindStanding("interceptorroutes", app) is null ? "httpscaledobjects" : "interceptorroutes", app);
        yield return ("scaledobjects", app);
    }
}
