using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Requests;

/// <summary>A request whose resource has been found.</summary>
/// <param name="Request">The request.</param>
/// <param name="Info">What it is about.</param>
/// <param name="Query">Its query.</param>
/// <param name="Row">The kind.</param>
/// <param name="CheckCreate">Refuses a caller who may not create the object, where the request turns out to create it.</param>
internal sealed record Target(ApiRequest Request, RequestInfo Info, QueryParameters Query, KindRow Row, Action CheckCreate)
{
    /// <summary>The namespace of the objects; null for a cluster-scoped kind, and across namespaces.</summary>
    public string? Namespace => Row.Namespaced ? Info.Namespace : null;

    /// <summary>The object's place.</summary>
    public ObjectKey Key => new(Namespace ?? "", Info.Name ?? "");
}
