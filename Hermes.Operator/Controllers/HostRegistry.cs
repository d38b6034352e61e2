using Hermes.Operator.Entities;
using Hermes.Operator.Status;

namespace Hermes.Operator.Controllers;

/// <summary>Settles which app a host belongs to, in the whole cluster.</summary>
internal static class HostRegistry
{
    /// <summary>
    /// The app whose Ingress carries the host keeps it. Age, then namespace and name, decide among several, and among those who want
    /// a host that nobody carries: every reconcile of every app comes to the same answer. An Ingress that carries a host which its app no
    /// longer wants (the app is paused, its spec is invalid, or its Ingress waits for the collector) keeps the host from the others too.
    /// </summary>
    /// <param name="app">The app that asks.</param>
    /// <param name="claimants">The apps that want a host.</param>
    /// <param name="carries">Whether an app's own Ingress carries a host.</param>
    /// <param name="carriers">The apps whose Ingresses carry a host, among them those that do not want it.</param>
    public static HostClaims Resolve(
        HermesApp app,
        Func<string, IReadOnlyList<HermesApp>> claimants,
        Func<HermesApp, string, bool> carries,
        Func<string, IEnumerable<HostCarrier>> carriers)
    {
        var key = AppInformers.AppKey(app);
        var held = new List<string>();
        var lost = new List<KeyValuePair<string, string>>();
        foreach (var host in app.Spec.Ingress?.Hosts ?? [])
        {
            var rivals = claimants(host).Where(rival => rival.Metadata.Uid != app.Metadata.Uid).Prepend(app);
            var owner = rivals
                .OrderByDescending(rival => carries(rival, host))
                .ThenBy(rival => rival.Metadata.DeletionTimestamp is not null)
                .ThenBy(rival => rival.Metadata.CreationTimestamp ?? DateTime.MaxValue)
                .ThenBy(AppInformers.AppKey, StringComparer.Ordinal)
                .First();

            // One of the app's own name is its own, or its former bearer's, which the app's Ingress takes the place of.
            var carrier = carries(owner, host)
                ? null
                : carriers(host).Select(carrier => carrier.Key).Where(carrier => carrier != key).Order(StringComparer.Ordinal).FirstOrDefault();
            if (carrier is null && ReferenceEquals(owner, app))
            {
                held.Add(host);
            }
            else
            {
                lost.Add(new(host, $"HermesApp {carrier ?? AppInformers.AppKey(owner)}"));
            }
        }

        return new(held, lost);
    }
}
