using System.Text.Json.Nodes;
using Hermes.DevCluster.Discovery;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Requests;

namespace Hermes.DevCluster.Storage;

/// <summary>The objects for callers inside the process, over the same writer as HTTP requests.</summary>
internal sealed class ObjectAccess(ObjectStore store, ObjectWriter writer, KindRegistry kinds, ChangeFeed feed) : IObjectAccess
{
    /// <inheritdoc/>
    public KindRow? Find(string group, string plural) => kinds.Current.Preferred(group, plural);

    /// <inheritdoc/>
    public IReadOnlyList<JsonObject> List(KindRow row, string? ns = null) =>
        [.. store.World.Of(ObjectStore.StorageKey(row)).List(ns).Select(stored => Versions.In(row, stored.Value))];

    /// <inheritdoc/>
    public JsonObject? Get(KindRow row, string? ns, string name) =>
        store.World.Of(ObjectStore.StorageKey(row)).Get(new ObjectKey(ns ?? "", name)) is { } stored ? Versions.In(row, stored.Value) : null;

    /// <inheritdoc/>
    public JsonObject Create(KindRow row, JsonObject value, string manager)
    {
        var copy = value.DeepClone().AsObject();
        copy["apiVersion"] = Versions.ApiVersion(row);
        copy["kind"] = row.Kind;
        return writer.Create(row, copy.Object("metadata").Text("namespace"), copy, new WriteOptions { Manager = manager }).Value;
    }

    /// <inheritdoc/>
    public JsonObject? Update(KindRow row, string? ns, string name, string? subresource, Action<JsonObject> change, string manager)
    {
        try
        {
            var update = new UpdateRequest(new WriteOptions { Manager = manager }, subresource);
            return writer.Update(row, new ObjectKey(ns ?? "", name), update, Changed).Value;
        }
        catch (ApiException refusal) when (refusal.Code == 404)
        {
            return null;
        }

        JsonObject Changed(JsonObject stored)
        {
            var copy = stored.DeepClone().AsObject();
            change(copy);
            return copy;
        }
    }

    /// <inheritdoc/>
    public bool Delete(KindRow row, string? ns, string name) => Delete(row, ns, name, new DeleteOptions());

    /// <summary>Deletes an object, or marks it where finalizers hold it.</summary>
    /// <returns>Whether it was there, and the same as the options ask for.</returns>
    public bool Delete(KindRow row, string? ns, string name, DeleteOptions options)
    {
        try
        {
            writer.Delete(row, new ObjectKey(ns ?? "", name), options);
            return true;
        }
        catch (ApiException refusal) when (refusal.Code is 404 or 409)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public IDisposable Subscribe(Action<ObjectChange> onChange) => feed.Subscribe(onChange);
}
