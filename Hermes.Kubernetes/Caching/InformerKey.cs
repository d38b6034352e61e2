using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Caching;

/// <summary>What makes two requests for an informer requests for the same one.</summary>
internal readonly record struct InformerKey(Type Kind, string Namespaces, string? LabelSelector, string? FieldSelector, Delegate? Transform)
{
    public static InformerKey Of<TEntity>(InformerOptions<TEntity> options)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        new(
            typeof(TEntity),
            string.Join(',', options.Namespaces.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
            options.LabelSelector,
            options.FieldSelector,
            options.Transform);
}
