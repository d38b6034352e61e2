using System.Text.Json.Nodes;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Apply;

/// <summary>Keeps <c>metadata.managedFields</c> on writes that are not applies.</summary>
internal static class ManagedFields
{
    /// <summary>
    /// Writes <c>metadata.managedFields</c> of <paramref name="after"/> in place: fields that changed become the manager's,
    /// and leave every manager whose value they no longer hold.
    /// </summary>
    /// <param name="before">The stored object; null on creation.</param>
    /// <param name="after">The object to be stored, defaulted.</param>
    /// <param name="schema">The kind's schema.</param>
    /// <param name="manager">The field manager.</param>
    /// <param name="apiVersion">The group and version of the request.</param>
    /// <param name="subresource">The subresource written through; null for the object itself.</param>
    /// <param name="time">Now, in RFC 3339.</param>
    public static void Record(
        JsonObject? before, JsonObject after, Schema schema, string manager, string apiVersion, string? subresource, string time)
    {
    }
}
