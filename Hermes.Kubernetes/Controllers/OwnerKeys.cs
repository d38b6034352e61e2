using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Entities;
using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Controllers;

/// <summary>Maps an owned object to its owner's key, by its controller owner reference.</summary>
internal sealed class OwnerKeys(ResourceDefinition owner)
{
    /// <summary>The keys of the owners before and after a change: an object that changed hands wakes both.</summary>
    public IEnumerable<NamespacedName> Map(IKubernetesObject<V1ObjectMeta>? former, IKubernetesObject<V1ObjectMeta>? present)
    {
        var before = OwnerOf(former?.Metadata);
        var after = OwnerOf(present?.Metadata);
        if (before is { } formerOwner && before != after)
        {
            yield return formerOwner;
        }

        if (after is { } presentOwner)
        {
            yield return presentOwner;
        }
    }

    private NamespacedName? OwnerOf(V1ObjectMeta? metadata)
    {
        if (metadata?.OwnerReferences?.FirstOrDefault(reference => reference.Controller == true) is not { } controller
            || controller.Kind != owner.Kind
            || GroupOf(controller.ApiVersion) != owner.Group)
        {
            return null;
        }

        return new NamespacedName(owner.Scope == EntityScope.Cluster ? null : metadata.NamespaceProperty, controller.Name);
    }

    // The version does not count: a reference keeps the version it was written with.
    private static string GroupOf(string apiVersion) =>
        apiVersion.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? apiVersion[..slash] : "";
}
