using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Applying;

/// <summary>Whose an object is, seen from an owner that would like to apply it.</summary>
internal static class Ownership
{
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

    public static bool IsControlledBy(this IKubernetesObject<V1ObjectMeta> entity, string ownerUid) =>
        Controller(entity.Metadata)?.Uid == ownerUid;

    /// <summary>Whether the garbage collector will take it: its controller had the owner's name and is gone.</summary>
    public static bool IsLeftByFormer(this IKubernetesObject<V1ObjectMeta> entity, IKubernetesObject<V1ObjectMeta> owner) =>
        Controller(entity.Metadata) is { } controller
        && controller.Kind == owner.Kind
        && controller.Name == owner.Metadata.Name
        && controller.Uid != owner.Metadata.Uid;

    public static bool IsOfferedTo(
        this IKubernetesObject<V1ObjectMeta> entity, IKubernetesObject<V1ObjectMeta> owner, string adoptAnnotation) =>
        Controller(entity.Metadata) is null
        && entity.Metadata.Annotations?.TryGetValue(adoptAnnotation, out var adopter) is true
        && adopter == owner.Metadata.Name;

    /// <summary>In words for a status message: the controller, else the managers that made it.</summary>
    public static string Describe(IKubernetesObject<V1ObjectMeta> entity)
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
