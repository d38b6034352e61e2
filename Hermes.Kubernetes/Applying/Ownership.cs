using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Applying;

/// <summary>Whose an object is.</summary>
public static class Ownership
{
    /// <summary>The owner reference that has the say; null where none has.</summary>
    /// <param name="metadata">The object's.</param>
    public static V1OwnerReference? Controller(V1ObjectMeta metadata)
    {
        foreach (var reference in metadata.OwnerReferences ?? [])
        {
            if (reference.Controller is true)
            {
                return reference;
            }
        }

        return null;
    }

    /// <summary>Whether the object's controller has this UID.</summary>
    /// <param name="entity">The object.</param>
    /// <param name="ownerUid">The UID.</param>
    public static bool IsControlledBy(this IKubernetesObject<V1ObjectMeta> entity, string ownerUid) =>
        Controller(entity.Metadata)?.Uid == ownerUid;

    /// <summary>Whether the garbage collector will take it: its controller had the owner's name and is gone.</summary>
    /// <param name="entity">The object.</param>
    /// <param name="owner">The present bearer of the name.</param>
    public static bool IsLeftByFormer(this IKubernetesObject<V1ObjectMeta> entity, IKubernetesObject<V1ObjectMeta> owner) =>
        Controller(entity.Metadata) is { } controller
        && controller.Kind == owner.Kind
        && controller.Name == owner.Metadata.Name
        && controller.Uid != owner.Metadata.Uid;

    /// <summary>Whether it has no controller and its annotation names this owner.</summary>
    /// <param name="entity">The object.</param>
    /// <param name="owner">The owner that may adopt it.</param>
    /// <param name="adoptAnnotation">The annotation.</param>
    public static bool IsOfferedTo(
        this IKubernetesObject<V1ObjectMeta> entity, IKubernetesObject<V1ObjectMeta> owner, string adoptAnnotation) =>
        Controller(entity.Metadata) is null
        && entity.Metadata.Annotations?.TryGetValue(adoptAnnotation, out var adopter) is true
        && adopter == owner.Metadata.Name;

    /// <summary>In words for a status message: the controller, else what made it.</summary>
    internal static string Describe(IKubernetesObject<V1ObjectMeta> entity)
    {
        if (Controller(entity.Metadata) is { } controller)
        {
            return $"{controller.Kind} {controller.Name}";
        }

        if (entity.Metadata.Labels?.TryGetValue("app.kubernetes.io/managed-by", out var tool) is true && tool.Length > 0)
        {
            return $"{tool} (its label app.kubernetes.io/managed-by)";
        }

        var managers = (entity.Metadata.ManagedFields ?? [])
            .Where(entry => string.IsNullOrEmpty(entry.Subresource) && !string.IsNullOrEmpty(entry.Manager))
            .Select(entry => entry.Manager)
            .Distinct(StringComparer.Ordinal)
            .Take(3)
            .ToList();
        return managers.Count > 0 ? $"somebody else (field manager {string.Join(", ", managers)})" : "somebody else";
    }
}
