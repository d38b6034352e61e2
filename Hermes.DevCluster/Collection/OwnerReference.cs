using System.Text.Json.Nodes;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Collection;

/// <summary>An entry of <c>metadata.ownerReferences</c>.</summary>
/// <param name="ApiVersion">The owner's group and version.</param>
/// <param name="Kind">The owner's kind.</param>
/// <param name="Name">The owner's name.</param>
/// <param name="Uid">The owner's uid.</param>
/// <param name="Blocks">Whether the owner, when deleted in the foreground, waits for this object.</param>
internal sealed record OwnerReference(string ApiVersion, string Kind, string Name, string Uid, bool Blocks)
{
    /// <summary>The references of an object.</summary>
    public static IReadOnlyList<OwnerReference> Of(JsonObject value) =>
    [
        .. (value.Object("metadata").Array("ownerReferences")?.OfType<JsonObject>() ?? []).Select(owner => new OwnerReference(
            owner.Text("apiVersion") ?? "",
            owner.Text("kind") ?? "",
            owner.Text("name") ?? "",
            owner.Text("uid") ?? "",
            owner.Boolean("blockOwnerDeletion") == true)),
    ];
}
