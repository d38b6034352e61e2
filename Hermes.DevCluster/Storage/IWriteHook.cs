using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Storage;

/// <summary>What one part of the server has to say in the writes of others. Called inside the store's exclusive section.</summary>
internal interface IWriteHook
{
    /// <summary>Before validation: may complete the object, or refuse the write.</summary>
    /// <param name="row">The kind.</param>
    /// <param name="value">The object to be stored.</param>
    /// <param name="old">The stored object; null on creation.</param>
    void Admit(KindRow row, JsonObject value, JsonObject? old);

    /// <summary>The object's faults, on top of its kind's own.</summary>
    /// <param name="row">The kind.</param>
    /// <param name="value">The object to be stored.</param>
    /// <param name="old">The stored object; null on creation.</param>
    IEnumerable<FieldError> Validate(KindRow row, JsonObject value, JsonObject? old);

    /// <summary>An object is to be deleted: may add finalizers, which make it a mark first. Called again at each further delete.</summary>
    /// <param name="row">The kind.</param>
    /// <param name="value">A copy of the object that the mark is written to.</param>
    void Deleting(KindRow row, JsonObject value);

    /// <summary>A write is done; may write in turn.</summary>
    /// <param name="row">The kind.</param>
    /// <param name="value">The object as stored; null where it is gone.</param>
    /// <param name="old">The object as it was; null on creation.</param>
    void Committed(KindRow row, JsonObject? value, JsonObject? old);
}
