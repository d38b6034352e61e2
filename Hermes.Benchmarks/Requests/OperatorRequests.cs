using System.Collections.Frozen;
using Hermes.Kubernetes.Client;
using Hermes.Operator.Entities;
using Hermes.Operator.Entities.Keda;
using k8s;
using k8s.Models;

namespace Hermes.Benchmarks.Requests;

/// <summary>
/// Tells the operator's requests from those of users and of a cluster's own controllers, which the server counts together: nobody else
/// applies children or the status of apps, and nobody else reads, patches or deletes either while a benchmark runs.
/// </summary>
internal static class OperatorRequests
{
    /// <summary>A write of an app's status.</summary>
    public static readonly RequestKey StatusApply = new("APPLY", HermesApp.KubeGroup, HermesApp.KubePluralName, "status");

    /// <summary>An event told for the first time.</summary>
    public static readonly RequestKey EventCreation = new("POST", "", "events");

    private static readonly ResourceCatalog Catalog = new([HermesJsonContext.Default]);

    private static readonly FrozenDictionary<string, ResourceDefinition> ChildKinds = new ResourceDefinition[]
    {
        Of<V1Deployment>(), Of<V1Service>(), Of<V1Ingress>(), Of<V2HorizontalPodAutoscaler>(),
        Of<ScaledObject>(), Of<HttpScaledObject>(), Of<InterceptorRoute>(),
    }.ToFrozenDictionary(definition => definition.Kind);

    /// <summary>The kinds that children are of.</summary>
    public static IReadOnlyList<string> Kinds => ChildKinds.Keys;

    /// <summary>An apply of a child.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    public static RequestKey Apply(string kind) => new("APPLY", ChildKinds[kind].Group, ChildKinds[kind].Plural);

    /// <summary>Whether a request may be the operator's; its watches are not counted.</summary>
    public static bool Includes(RequestKey key) => key switch
    {
        { Resource: "events", Group: "" } => key.Verb is "POST" or "PATCH",
        { Resource: HermesApp.KubePluralName, Group: HermesApp.KubeGroup } => key.Verb is not ("POST" or "WATCH"),
        _ => key.Verb is "APPLY" or "PATCH" or "GET" or "LIST" or "DELETE"
            && ChildKinds.Values.Any(child => child.Group == key.Group && child.Plural == key.Resource),
    };

    /// <summary>Whether a request writes.</summary>
    public static bool IsWrite(RequestKey key) => key.Verb is not ("GET" or "LIST" or "WATCH");

    private static ResourceDefinition<TEntity> Of<TEntity>()
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => Catalog.Get<TEntity>();
}
