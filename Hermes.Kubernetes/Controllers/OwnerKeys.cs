using System.Reflection;
using Hermes.Kubernetes.Entities;
using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Controllers;

/// <summary>Maps an owned object to its owner's key.</summary>
internal static class OwnerKeys
{
    /// <summary>The keys of the owners before and after a change: an object that changed hands wakes both.</summary>
    public static IEnumerable<NamespacedName> Of<TOwner, TOwned>(TOwned? former, TOwned? present)
        where TOwner : IKubernetesObject<V1ObjectMeta>
        where TOwned : class, IKubernetesObject<V1ObjectMeta>
    {
        var before = Owner<TOwner>(former?.Metadata);
        var after = Owner<TOwner>(present?.Metadata);
        if (before is { } formerOwner && before != after)
        {
            yield return formerOwner;
        }

        if (after is { } owner)
        {
            yield return owner;
        }
    }

    private static NamespacedName? Owner<TOwner>(V1ObjectMeta? metadata)
        where TOwner : IKubernetesObject<V1ObjectMeta>
    {
        if (metadata?.OwnerReferences?.FirstOrDefault(reference => reference.Controller == true) is not { } controller
            || controller.Kind != OwnerKind<TOwner>.Kind
            || GroupOf(controller.ApiVersion) != OwnerKind<TOwner>.Group)
        {
            return null;
        }

        return new NamespacedName(OwnerKind<TOwner>.IsClusterScoped ? null : metadata.NamespaceProperty, controller.Name);
    }

    // The version does not count: an owner reference may name a version that is no longer the served one.
    private static string GroupOf(string apiVersion) =>
        apiVersion.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? apiVersion[..slash] : "";

    private static class OwnerKind<TOwner>
    {
        private static readonly KubernetesEntityAttribute Entity =
            typeof(TOwner).GetCustomAttribute<KubernetesEntityAttribute>()
            ?? throw new InvalidOperationException($"{typeof(TOwner)} carries no [KubernetesEntity].");

        public static readonly string Kind = Entity.Kind;
        public static readonly string Group = Entity.Group ?? "";
        public static readonly bool IsClusterScoped =
            typeof(TOwner).GetCustomAttribute<EntityScopeAttribute>()?.Scope == EntityScope.Cluster;
    }
}
