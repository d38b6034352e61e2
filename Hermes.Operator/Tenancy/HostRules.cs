using Hermes.Operator.Validation;

namespace Hermes.Operator.Tenancy;

/// <summary>Which hosts an app may use.</summary>
internal static class HostRules
{
    private const string Path = "spec.ingress.hosts";
    private const string None = "none";

    /// <summary>Within what is granted to the namespace.</summary>
    public static TenantRule Allowed { get; } = new()
    {
        Name = "hosts",
        Check = (app, limits) => (app.Spec.Ingress?.Hosts ?? []).Index()
            .Where(host => host.Item is not null)
            .Select(host => (host.Index, Fault: FaultOf(host.Item, app.Metadata.NamespaceProperty ?? "", limits)))
            .Where(host => host.Fault is not null)
            .Select(host => new FieldFault($"{Path}[{host.Index}]", host.Fault!)),
        Admission = new AdmissionCheck
        {
            Variables =
            [
                ("hosts", "object.spec.?ingress.?hosts.orValue([])"),
                ("ownHosts", Granted("request.namespace")),
                ("namespaceHosts", $"variables.ownHosts + {Granted($"'{HostGrant.EveryNamespace}'")}"),
                ("foreignHosts",
                    "variables.hosts.filter(h, h.startsWith('*.')"
                    + $" ? !variables.ownHosts.exists(p, {Covers})"
                    + $" : size(variables.{AdmissionParameters.AllowedHosts}) > 0 && !variables.namespaceHosts.exists(p, {Covers}))"),
            ],
            Expression = "variables.foreignHosts.size() == 0",
            MessageExpression =
                $"{First("foreignHosts")} + variables.foreignHosts[0] + (variables.foreignHosts[0].startsWith('*.')"
                + $" ? ' is a wildcard; namespace ' + request.namespace + ' itself is granted: ' + {Joined("variables.ownHosts")}"
                + $" : ' is not allowed in namespace ' + request.namespace + ', which is granted: ' + {Joined("variables.namespaceHosts")})",
            Message = $"{Path}: a host is not allowed in this namespace",
        },
    };

    /// <summary>Not under the cluster's own domain, which the definition knows by its usual name only.</summary>
    public static TenantRule OutsideTheCluster { get; } = new()
    {
        Name = "cluster-domain",
        Admission = new AdmissionCheck
        {
            Variables =
            [
                ("clusterHosts",
                    $"variables.hosts.filter(h, h == variables.{AdmissionParameters.ClusterDomain}"
                    + $" || h.endsWith('.' + variables.{AdmissionParameters.ClusterDomain}))"),
            ],
            Expression = "variables.clusterHosts.size() == 0",
            MessageExpression = $"{First("clusterHosts")} + '{RoutingRules.NotOfTheCluster}'",
            Message = $"{Path}: {RoutingRules.NotOfTheCluster}",
        },
    };

    /// <summary><see cref="HostPattern.Covers"/>.</summary>
    private static string Covers => "p == '*' || p == h || (p.startsWith('*.') && h.endsWith(p.substring(1)))";

    private static string First(string variable) => $"'{Path}[' + string(variables.hosts.indexOf(variables.{variable}[0])) + ']: '";

    private static string? FaultOf(string host, string @namespace, TenantLimits limits)
    {
        List<string> own = [.. limits.OwnHosts(@namespace)];
        if (host.StartsWith(HostPattern.Wildcard, StringComparison.Ordinal))
        {
            return own.Exists(pattern => HostPattern.Covers(pattern, host))
                ? null
                : $"{host} is a wildcard; namespace {@namespace} itself is granted: {Joined(own)}";
        }

        List<string> all = [.. own, .. limits.CommonHosts];
        return limits.AllowedHosts.Count == 0 || all.Exists(pattern => HostPattern.Covers(pattern, host))
            ? null
            : $"{host} is not allowed in namespace {@namespace}, which is granted: {Joined(all)}";
    }

    private static string Joined(List<string> patterns) => patterns.Count == 0 ? None : string.Join(", ", patterns);

    private static string Joined(string variable) => $"({variable}.size() == 0 ? '{None}' : {variable}.join(', '))";

    private static string Granted(string @namespace) =>
        $"({@namespace} in variables.{AdmissionParameters.AllowedHosts} ? variables.{AdmissionParameters.AllowedHosts}[{@namespace}] : [])";
}
