using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Requests;

namespace Hermes.DevCluster.Storage;

/// <summary>
/// The server's objects for callers inside the process (the simulator, the collector). Writes take the way of HTTP requests:
/// defaults, validation, managedFields, generation, resourceVersion, watch events. Objects that come out are shared and must not be changed.
/// </summary>
internal interface IObjectAccess
{
    /// <summary>The kind that serves a resource now, in its preferred version; null where none does.</summary>
    /// <param name="group">The API group; empty for the core group.</param>
    /// <param name="plural">The resource, such as <c>deployments</c>.</param>
    KindRow? Find(string group, string plural);

    /// <summary>The objects of a kind, ordered by namespace and name; in every namespace where none is named.</summary>
    IReadOnlyList<JsonObject> List(KindRow row, string? ns = null);

    /// <summary>One object; null where it is absent.</summary>
    JsonObject? Get(KindRow row, string? ns, string name);

    /// <summary>Creates an object.</summary>
    /// <returns>The object as stored.</returns>
    /// <exception cref="ApiException">The server refused it.</exception>
    JsonObject Create(KindRow row, JsonObject value, string manager);

    /// <summary>Changes an object: <paramref name="change"/> gets a copy of the stored one, and runs inside the write, so nothing comes between.</summary>
    /// <param name="row">The kind.</param>
    /// <param name="ns">The namespace; null for a cluster-scoped kind.</param>
    /// <param name="name">The name.</param>
    /// <param name="subresource"><c>status</c>, or null for the object itself.</param>
    /// <param name="change">Makes the change.</param>
    /// <param name="manager">The field manager.</param>
    /// <returns>The object as stored (unchanged, and without an event, where nothing changed); null where it is absent.</returns>
    /// <exception cref="ApiException">The server refused it.</exception>
    JsonObject? Update(KindRow row, string? ns, string name, string? subresource, Action<JsonObject> change, string manager);

    /// <summary>Deletes an object, or marks it where finalizers hold it.</summary>
    /// <returns>Whether it was there.</returns>
    bool Delete(KindRow row, string? ns, string name);

    /// <summary>
    /// Calls back for every change from now on: one at a time, in the order of resourceVersion, on the server's scheduler, after the
    /// write is done, so the callback may read and write. A callback that throws is not called for that change again.
    /// </summary>
    /// <returns>Ends the subscription when disposed.</returns>
    IDisposable Subscribe(Action<ObjectChange> onChange);
}
