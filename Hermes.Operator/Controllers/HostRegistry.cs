using Hermes.Operator.Entities;
using Hermes.Operator.Status;

namespace Hermes.Operator.Controllers;

/// <summary>Settles which app a host belongs to, in the whole cluster.</summary>
internal static class HostRegistry
{
    /// <summary>
    /// The app whose Ingress carries the host keeps it. Age, then namespace and name, decide among several, and among those who want
    /// a host that nobody carries: every reconcile of every app comes to the same answer.
    /// </summary>
    /// <param name="app">The app that asks.</param>
    /// <param name="claimants">The apps that want a host.</param>
    /// <param name="carries">Whether an app's own Ingress carries a host.</param>
    public static HostClaims Resolve(HermesApp app, Func<string, IReadOnlyList<HermesApp>> claimants, Func<HermesApp, string, bool> carries)
    {
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
            if (ReferenceEquals(owner, app))
            {
                held.Add(host);
            }
            else
            {
                lost.Add(new(host, $"HermesApp {AppInformers.AppKey(owner)}"));
            }
        }

        return new(held, lost);
    }
}
