using Hermes.Operator.Entities;

namespace Hermes.Operator.Tenancy;

/// <summary>What apps may ask for, beyond what their definition bounds for every cluster.</summary>
internal sealed record TenantLimits
{
    /// <summary>
    /// The hosts that apps may use, by namespace. Empty (default): any. A wildcard host needs a grant to the namespace by its own name:
    /// it takes the hosts that nobody holds yet.
    /// </summary>
    public IReadOnlyList<HostGrant> AllowedHosts { get; init; } = [];

    /// <summary>The annotations that <c>spec.ingress.annotations</c> may have. Default: <see cref="DefaultAnnotations.Ingress"/>.</summary>
    public IReadOnlyList<string> AllowedIngressAnnotations { get; init; } = DefaultAnnotations.Ingress;

    /// <summary>The annotations that <c>spec.service.annotations</c> may have. Default: <see cref="DefaultAnnotations.Service"/>.</summary>
    public IReadOnlyList<string> AllowedServiceAnnotations { get; init; } = DefaultAnnotations.Service;

    /// <summary>The most pods that an app may ask for, 1 to 1000. Default: 1000.</summary>
    public int MaxReplicas { get; init; } = Bounds.MaxReplicas;

    /// <summary>The patterns that are granted to a namespace by its name.</summary>
    public IEnumerable<string> OwnHosts(string @namespace) =>
        AllowedHosts.Where(grant => grant.Namespace == @namespace).Select(grant => grant.Pattern);

    /// <summary>The patterns that are granted to every namespace.</summary>
    public IEnumerable<string> CommonHosts => OwnHosts(HostGrant.EveryNamespace);
}
