using System.Text.RegularExpressions;
using Hermes.Operator.Entities;

namespace Hermes.Operator.Tenancy;

/// <summary>Checks limits, all of them, and names each fault by its flag.</summary>
internal static partial class TenantLimitsValidator
{
    public const string AllowedHosts = "--allowed-hosts";
    public const string AllowedIngressAnnotations = "--allowed-ingress-annotations";
    public const string AllowedServiceAnnotations = "--allowed-service-annotations";
    public const string MaxReplicas = "--max-replicas";

    public static IEnumerable<string> Validate(TenantLimits limits)
    {
        foreach (var grant in limits.AllowedHosts)
        {
            if (grant.Pattern.Length == 0)
            {
                yield return $"{AllowedHosts}: '{grant.Namespace}' must be NAMESPACE=PATTERN";
            }
            else if (grant.Namespace != HostGrant.EveryNamespace && !Namespace.IsMatch(grant.Namespace))
            {
                yield return $"{AllowedHosts}: '{grant.Namespace}' must be a namespace, or * for all";
            }
            else if (!HostPattern.IsValid(grant.Pattern))
            {
                yield return $"{AllowedHosts}: '{grant.Pattern}' must be a lower-case DNS name with a dot, *. and such a name, or *";
            }
        }

        foreach (var fault in Annotations(AllowedIngressAnnotations, limits.AllowedIngressAnnotations)
            .Concat(Annotations(AllowedServiceAnnotations, limits.AllowedServiceAnnotations)))
        {
            yield return fault;
        }

        if (limits.MaxReplicas is < 1 or > Bounds.MaxReplicas)
        {
            yield return $"{MaxReplicas}: must be from 1 to {Bounds.MaxReplicas}";
        }
    }

    private static IEnumerable<string> Annotations(string flag, IEnumerable<string> patterns) => patterns
        .Where(pattern => !AnnotationPattern.IsValid(pattern))
        .Select(pattern => $"{flag}: '{pattern}' must be an annotation's key, or the start of some and *");

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Namespace { get; }
}
