using System.CommandLine;
using Hermes.Operator.Tenancy;

namespace Hermes.Operator.Commands;

/// <summary>Options that say what apps may ask for; what they say is checked by <see cref="TenantLimitsValidator"/>.</summary>
internal sealed class TenantFlags
{
    private static readonly TenantLimits Defaults = new();

    private readonly Option<string[]> _hosts = new(TenantLimitsValidator.AllowedHosts)
    {
        Description = "Hosts that the apps of a namespace may use: a host, *.example.com for all below it, or * for any; the namespace * "
            + "stands for all. A wildcard host needs a grant to its namespace by name. May be given several times. Default: any host but wildcards.",
        HelpName = "NAMESPACE=PATTERN",
    };

    private readonly Option<string[]> _ingressAnnotations = Annotations(
        TenantLimitsValidator.AllowedIngressAnnotations, "spec.ingress.annotations", Defaults.AllowedIngressAnnotations);

    private readonly Option<string[]> _serviceAnnotations = Annotations(
        TenantLimitsValidator.AllowedServiceAnnotations, "spec.service.annotations", Defaults.AllowedServiceAnnotations);

    private readonly Option<int> _maxReplicas = new(TenantLimitsValidator.MaxReplicas)
    {
        Description = "The most pods that an app may ask for.",
        DefaultValueFactory = _ => Defaults.MaxReplicas,
    };

    public IEnumerable<Option> All => [_hosts, _ingressAnnotations, _serviceAnnotations, _maxReplicas];

    public TenantLimits Read(ParseResult parsed) => new()
    {
        AllowedHosts = [.. (parsed.GetValue(_hosts) ?? []).Select(HostGrant.Parse)],
        AllowedIngressAnnotations = Patterns(parsed, _ingressAnnotations, Defaults.AllowedIngressAnnotations),
        AllowedServiceAnnotations = Patterns(parsed, _serviceAnnotations, Defaults.AllowedServiceAnnotations),
        MaxReplicas = parsed.GetValue(_maxReplicas),
    };

    private static Option<string[]> Annotations(string name, string field, IReadOnlyList<string> defaults) => new(name)
    {
        Description = $"An annotation that {field} may have, or the start of some and *; may be given several times, and empty for none. "
            + $"Default: {string.Join(", ", defaults)}.",
        HelpName = "KEY",
    };

    /// <summary>Given empty, it means none; not given at all, the default.</summary>
    private static IReadOnlyList<string> Patterns(ParseResult parsed, Option<string[]> option, IReadOnlyList<string> defaults) =>
        parsed.GetResult(option) is { Implicit: false } ? [.. (parsed.GetValue(option) ?? []).Where(pattern => pattern.Length > 0)] : defaults;
}
