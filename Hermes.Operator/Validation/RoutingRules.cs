using System.Globalization;
using Hermes.Operator.Children;
using Hermes.Operator.Entities;

namespace Hermes.Operator.Validation;

/// <summary>What an Ingress, and those who share the cluster's host names, ask of <c>spec.ingress</c>.</summary>
internal static class RoutingRules
{
    public const string NotOfTheCluster = "must not be a name of the cluster itself";

    private const string Path = "spec.ingress";

    /// <summary>What networking.k8s.io/v1 refuses in a path, save one of type ImplementationSpecific.</summary>
    private static readonly string[] AmbiguousPaths = ["//", "/./", "/../", "%2f", "%2F"];

    private static readonly string[] AmbiguousEnds = ["/..", "/."];

    public static IEnumerable<FieldFault> Check(IngressSettings? ingress, string clusterDomain)
    {
        if (ingress is null)
        {
            yield break;
        }

        foreach (var (index, host) in (ingress.Hosts ?? []).Index())
        {
            if (host is not null && FaultOf(host, clusterDomain) is { } fault)
            {
                yield return new($"{Path}.hosts[{index}]", fault);
            }
        }

        if (ingress.PathType != "ImplementationSpecific" && ingress.Path is { } path
            && (AmbiguousPaths.Any(part => path.Contains(part, StringComparison.Ordinal))
                || AmbiguousEnds.Any(end => path.EndsWith(end, StringComparison.Ordinal))))
        {
            yield return new($"{Path}.path", $"must not contain {string.Join(", ", AmbiguousPaths)}, nor end in {AmbiguousEnds[0]} or {AmbiguousEnds[1]}");
        }

        if (ingress.Tls is { SecretName: not null, ClusterIssuer: not null })
        {
            yield return new($"{Path}.tls.clusterIssuer", "must not stand beside secretName");
        }

        foreach (var fault in AnnotationRules.Check($"{Path}.annotations", ingress.Annotations))
        {
            yield return fault;
        }
    }

    private static string? FaultOf(string host, string clusterDomain) =>
        IsInside(host, clusterDomain) ? NotOfTheCluster
        : IsInterceptor(host) ? $"must not be the name of an app's interceptor, as NAME{ChildNames.InterceptorSuffix}.NAMESPACE is"
        : IsAddress(host) ? "must be a DNS name, not an IP address"
        : null;

    /// <summary>Whether it is a name under which workloads in the cluster reach an app, perhaps another's, through KEDA's interceptor.</summary>
    private static bool IsInterceptor(string host) =>
        host.Split('.') is [var first, _] && first.EndsWith(ChildNames.InterceptorSuffix, StringComparison.Ordinal);

    // As Go's net.ParseIP reads it, by which the API server goes: four numbers without leading zeros. One of version 6 is no DNS name.
    private static bool IsAddress(string host) => host.Split('.') is [_, _, _, _] parts && Array.TrueForAll(parts, IsOctet);

    private static bool IsOctet(string part) =>
        byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var octet) && octet.ToString(CultureInfo.InvariantCulture) == part;

    private static bool IsInside(string host, string clusterDomain) =>
        host.EndsWith(".svc", StringComparison.Ordinal) || host == clusterDomain
        || host.EndsWith($".{clusterDomain}", StringComparison.Ordinal);
}
