using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Hermes.Kubernetes.LeaderElection;
using Hermes.Operator.Tenancy;

namespace Hermes.Operator.Hosting;

/// <summary>Checks options, all of them, and names each fault by its flag.</summary>
internal static partial class OperatorOptionsValidator
{
    private const string DnsLabel = "must be a DNS label: 1 to 63 lower-case letters, digits or '-', letters or digits at both ends";
    private static readonly TimeSpan LongestGrace = TimeSpan.FromHours(1);

    private static readonly FrozenDictionary<string, string> LeaderElectionFlags = new Dictionary<string, string>
    {
        [nameof(LeaderElectionOptions.LeaseDuration)] = "--leader-elect-lease-duration",
        [nameof(LeaderElectionOptions.RenewDeadline)] = "--leader-elect-renew-deadline",
        [nameof(LeaderElectionOptions.RetryPeriod)] = "--leader-elect-retry-period",
    }.ToFrozenDictionary();

    public static IReadOnlyList<string> Validate(OperatorOptions options)
    {
        List<string> faults = [];
        Check(options.Kubeconfig is not "", "--kubeconfig", "must not be empty");
        Check(options.Kubeconfig is null or "" || File.Exists(options.Kubeconfig), "--kubeconfig", $"there is no file {options.Kubeconfig}");
        Check(options.Context is not "", "--context", "must not be empty");
        foreach (var @namespace in options.Namespaces)
        {
            Check(IsLabel(@namespace), "--namespace", $"'{@namespace}' {DnsLabel}");
        }

        Check(options.Workers is >= 1 and <= 1000, "--workers", "must be from 1 to 1000");
        Check(options.HealthPort is null or (>= 0 and <= 65535), "--health-port", "must be from 0 to 65535");
        CheckLeaderElection();
        Check(IsDomain(options.ClusterDomain), "--cluster-domain", "must be DNS labels with dots between them");
        Check(options.OtlpEndpoint is null || IsHttpUrl(options.OtlpEndpoint), "--otlp-endpoint", "must be an http or https URL");
        Check(IsLabel(options.KedaNamespace), "--keda-namespace", DnsLabel);
        Check(IsLabel(options.InterceptorService), "--interceptor-service", DnsLabel);
        Check(options.InterceptorPort is >= 1 and <= 65535, "--interceptor-port", "must be from 1 to 65535");
        Check(options.ScalerAddress is null || IsHostAndPort(options.ScalerAddress), "--scaler-address", "must be host:port");
        Check(
            options.TrafficGrace >= TimeSpan.Zero && options.TrafficGrace <= LongestGrace, "--traffic-grace", "must be from 0 seconds to 1 hour");
        faults.AddRange(TenantLimitsValidator.Validate(options.Tenants));
        return faults;

        void CheckLeaderElection()
        {
            Check(IsDomain(options.LeaderElectResourceName), "--leader-elect-resource-name", "must be DNS labels with dots between them");
            Check(
                options.LeaderElectResourceNamespace is null || IsLabel(options.LeaderElectResourceNamespace),
                "--leader-elect-resource-namespace",
                DnsLabel);
            var durations = new LeaderElectionOptions
            {
                LeaseDuration = options.LeaderElectLeaseDuration,
                RenewDeadline = options.LeaderElectRenewDeadline,
                RetryPeriod = options.LeaderElectRetryPeriod,
            };
            foreach (var (option, rule) in durations.DurationFaults())
            {
                faults.Add($"{LeaderElectionFlags[option]}: {rule}");
            }
        }

        void Check(bool holds, string flag, string rule)
        {
            if (!holds)
            {
                faults.Add($"{flag}: {rule}");
            }
        }
    }

    private static bool IsLabel(string? text) => text is not null && Label().IsMatch(text);

    private static bool IsDomain(string? text) => text is { Length: > 0 and <= 253 } && text.Split('.').All(IsLabel);

    private static bool IsHttpUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);

    private static bool IsHostAndPort(string text) =>
        text.LastIndexOf(':') is > 0 and var colon
        && IsDomain(text[..colon])
        && int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        && port is >= 1 and <= 65535;

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Label();
}
