using Hermes.Operator.Entities;

namespace Hermes.Operator.Validation;

/// <summary>What an Ingress, and those who share the cluster's host names, ask of <c>spec.ingress</c>.</summary>
internal static class RoutingRules
{
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
            if (host is not null && IsInside(host, clusterDomain))
            {
                yield return new($"{Path}.hosts[{index}]", "must not be a name of the cluster itself");
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

    private static bool IsInside(string host, string clusterDomain) =>
        host.EndsWith(".svc", StringComparison.Ordinal) || host == clusterDomain
        || host.EndsWith($".{clusterDomain}", StringComparison.Ordinal);
}
