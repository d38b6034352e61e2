using System.CommandLine;
using Hermes.Operator.Hosting;

namespace Hermes.Operator.Commands;

/// <summary>The flags of <c>run</c>: what they say is checked with all else, so that every fault is told at once.</summary>
internal sealed class RunFlags(OperatorOptions defaults)
{
    private readonly Option<string?> _kubeconfig = new("--kubeconfig")
    {
        Description = "A kubeconfig file. Default: the pod's service account, else KUBECONFIG, else the home directory's.",
    };

    private readonly Option<string?> _context = new("--context") { Description = "A context of the kubeconfig. Default: its current one." };

    private readonly Option<string[]> _namespaces = new("--namespace", "-n")
    {
        Description = "A namespace to watch; may be given several times. Default: all.",
    };

    private readonly Option<int> _workers = new("--workers")
    {
        Description = "Reconciles at a time.",
        DefaultValueFactory = _ => defaults.Workers,
    };

    private readonly Option<int> _healthPort = new("--health-port")
    {
        Description = "The port of /livez and /readyz; 0 for a free one.",
        DefaultValueFactory = _ => defaults.HealthPort ?? 0,
    };

    private readonly Option<bool> _leaderElect = new("--leader-elect")
    {
        Description = "Reconcile only while holding a lease: of several replicas one works and the others stand by.",
    };

    private readonly Option<string> _leaseName = new("--leader-elect-resource-name")
    {
        Description = "The name of the lease.",
        DefaultValueFactory = _ => defaults.LeaderElectResourceName,
    };

    private readonly Option<string?> _leaseNamespace = new("--leader-elect-resource-namespace")
    {
        Description = "The namespace of the lease. Default: the pod's own, else the kubeconfig context's.",
    };

    private readonly Option<double> _leaseDuration = new("--leader-elect-lease-duration")
    {
        Description = "Seconds that the others wait for a leader that is not heard of.",
        DefaultValueFactory = _ => defaults.LeaderElectLeaseDuration.TotalSeconds,
    };

    private readonly Option<double> _renewDeadline = new("--leader-elect-renew-deadline")
    {
        Description = "Seconds after which a leader that cannot renew the lease stops. Less than the lease duration.",
        DefaultValueFactory = _ => defaults.LeaderElectRenewDeadline.TotalSeconds,
    };

    private readonly Option<double> _retryPeriod = new("--leader-elect-retry-period")
    {
        Description = "Seconds between renewals. At most half of the renew deadline.",
        DefaultValueFactory = _ => defaults.LeaderElectRetryPeriod.TotalSeconds,
    };

    private readonly Option<string> _clusterDomain = new("--cluster-domain")
    {
        Description = "The domain under which the cluster names its Services.",
        DefaultValueFactory = _ => defaults.ClusterDomain,
    };

    private readonly Option<string?> _otlpEndpoint = new("--otlp-endpoint") { Description = "The OTLP endpoint of apps that name none." };

    private readonly Option<string> _kedaNamespace = new("--keda-namespace")
    {
        Description = "The namespace of KEDA and its HTTP add-on.",
        DefaultValueFactory = _ => defaults.KedaNamespace,
    };

    private readonly Option<string> _interceptorService = new("--interceptor-service")
    {
        Description = "The Service of the HTTP add-on's interceptor.",
        DefaultValueFactory = _ => defaults.InterceptorService,
    };

    private readonly Option<int> _interceptorPort = new("--interceptor-port")
    {
        Description = "The interceptor's port.",
        DefaultValueFactory = _ => defaults.InterceptorPort,
    };

    private readonly Option<string?> _scalerAddress = new("--scaler-address")
    {
        Description = "Where KEDA reaches the HTTP add-on's scaler, as host:port. Default: its own name in KEDA's namespace.",
    };

    private readonly Option<bool> _preferInterceptorRoute = new("--prefer-interceptor-route")
    {
        Description = "Make InterceptorRoutes even where HTTPScaledObjects are served.",
    };

    private readonly Option<double> _trafficGrace = new("--traffic-grace")
    {
        Description = "Seconds after traffic has moved to or from the interceptor until the rest follows.",
        DefaultValueFactory = _ => defaults.TrafficGrace.TotalSeconds,
    };

    private readonly TenantFlags _tenants = new();

    public IEnumerable<Option> All =>
    [
        _kubeconfig,
        _context,
        _namespaces,
        _workers,
        _healthPort,
        _leaderElect,
        _leaseName,
        _leaseNamespace,
        _leaseDuration,
        _renewDeadline,
        _retryPeriod,
        _clusterDomain,
        _otlpEndpoint,
        _kedaNamespace,
        _interceptorService,
        _interceptorPort,
        _scalerAddress,
        _preferInterceptorRoute,
        _trafficGrace,
        .. _tenants.All,
    ];

    public OperatorOptions Read(ParseResult parsed) => new()
    {
        Kubeconfig = parsed.GetValue(_kubeconfig),
        Context = parsed.GetValue(_context),
        Namespaces = parsed.GetValue(_namespaces) ?? [],
        Workers = parsed.GetValue(_workers),
        HealthPort = parsed.GetValue(_healthPort),
        LeaderElect = parsed.GetValue(_leaderElect),
        LeaderElectResourceName = parsed.GetValue(_leaseName) ?? "",
        LeaderElectResourceNamespace = parsed.GetValue(_leaseNamespace),
        LeaderElectLeaseDuration = Seconds(parsed.GetValue(_leaseDuration)),
        LeaderElectRenewDeadline = Seconds(parsed.GetValue(_renewDeadline)),
        LeaderElectRetryPeriod = Seconds(parsed.GetValue(_retryPeriod)),
        ClusterDomain = parsed.GetValue(_clusterDomain) ?? "",
        OtlpEndpoint = parsed.GetValue(_otlpEndpoint),
        KedaNamespace = parsed.GetValue(_kedaNamespace) ?? "",
        InterceptorService = parsed.GetValue(_interceptorService) ?? "",
        InterceptorPort = parsed.GetValue(_interceptorPort),
        ScalerAddress = parsed.GetValue(_scalerAddress),
        PreferInterceptorRoute = parsed.GetValue(_preferInterceptorRoute),
        TrafficGrace = Seconds(parsed.GetValue(_trafficGrace)),
        Tenants = _tenants.Read(parsed),
    };

    // What is no span of time breaks every rule for one, and is named with the rest.
    private static TimeSpan Seconds(double seconds) => seconds is >= 0 and <= 1_000_000 ? TimeSpan.FromSeconds(seconds) : TimeSpan.MinValue;
}
