using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Hermes.Kubernetes.Hosting;

/// <summary>Checks every option and reports all faults at once.</summary>
internal sealed partial class KubernetesOperatorOptionsValidator : IValidateOptions<KubernetesOperatorOptions>
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(24);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromDays(365);

    public ValidateOptionsResult Validate(string? name, KubernetesOperatorOptions options)
    {
        List<string> faults = [];
        Check(
            LabelValue().IsMatch(options.Name ?? ""),
            nameof(options.Name),
            "must be 1 to 63 letters, digits, '-', '_' or '.', letters or digits at both ends");
        Check(options.Kubeconfig is not "", nameof(options.Kubeconfig), "must not be empty; leave it unset to search");
        Check(options.Context is not "", nameof(options.Context), "must not be empty; leave it unset for the current one");
        Check(
            options.Cluster is null || (options.Kubeconfig is null && options.Context is null),
            nameof(options.Cluster),
            "must not be set together with Kubeconfig or Context");
        Check(options.Workers is >= 1 and <= 1000, nameof(options.Workers), "must be from 1 to 1000");
        Check(
            options.ReconcileTimeout > TimeSpan.Zero && options.ReconcileTimeout <= LongestTimer,
            nameof(options.ReconcileTimeout),
            "must be more than zero and at most 24 days");
        Check(
            options.ResyncInterval >= TimeSpan.FromSeconds(1) && options.ResyncInterval <= LongestInterval,
            nameof(options.ResyncInterval),
            "must be from a second to 365 days");
        Check(options.RetryDelay > TimeSpan.Zero, nameof(options.RetryDelay), "must be more than zero");
        Check(
            options.MaxRetryDelay >= options.RetryDelay && options.MaxRetryDelay <= LongestInterval,
            nameof(options.MaxRetryDelay),
            "must be from RetryDelay to 365 days");
        Check(
            options.DrainTimeout >= TimeSpan.Zero && options.DrainTimeout <= LongestTimer,
            nameof(options.DrainTimeout),
            "must be from zero to 24 days");
        Check(options.HealthPort is null or (>= 0 and <= 65535), nameof(options.HealthPort), "must be from 0 to 65535, or unset");
        foreach (var @namespace in options.Namespaces)
        {
            Check(
                DnsLabel().IsMatch(@namespace ?? ""),
                nameof(options.Namespaces),
                $"'{@namespace}' is no namespace's name: 1 to 63 lower-case letters, digits or '-', letters or digits at both ends");
        }

        CheckLeaderElection();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void CheckLeaderElection()
        {
            const string Prefix = nameof(options.LeaderElection);
            var election = options.LeaderElection;
            Check(
                election.LeaseName is null || (election.LeaseName.Length <= 253 && election.LeaseName.Split('.').All(label => DnsLabel().IsMatch(label))),
                $"{Prefix}.{nameof(election.LeaseName)}",
                "must be a DNS subdomain: lower-case letters, digits, '-' and '.', letters or digits at both ends");
            Check(
                !election.Enabled || election.LeaseName is not null || DnsLabel().IsMatch(options.Name ?? ""),
                $"{Prefix}.{nameof(election.LeaseName)}",
                "must be set where Name is not a name that a Lease can have");
            Check(
                election.LeaseNamespace is null || DnsLabel().IsMatch(election.LeaseNamespace),
                $"{Prefix}.{nameof(election.LeaseNamespace)}",
                "must be a namespace's name: 1 to 63 lower-case letters, digits or '-', letters or digits at both ends");
            foreach (var (option, rule) in election.DurationFaults())
            {
                faults.Add($"{Prefix}.{option} {rule}");
            }
        }

        void Check(bool holds, string option, string rule)
        {
            if (!holds)
            {
                faults.Add($"{option} {rule}");
            }
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LabelValue();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DnsLabel();
}
