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

    public IEnumerable<Option> All =>
    [
        _kubeconfig,
        _context,
        _namespaces,
        _workers,
        _healthPort,
        _clusterDomain,
        _otlpEndpoint,
        _kedaNamespace,
        _interceptorService,
        _interceptorPort,
        _scalerAddress,
        _preferInterceptorRoute,
        _trafficGrace,
    ];

    public OperatorOptions Read(ParseResult parsed) => new()
    {
        Kubeconfig = parsed.GetValue(_kubeconfig),
        Context = parsed.GetValue(_context),
        Namespaces = parsed.GetValue(_namespaces) ?? [],
        Workers = parsed.GetValue(_workers),
        HealthPort = parsed.GetValue(_healthPort),
        ClusterDomain = parsed.GetValue(_clusterDomain) ?? "",
        OtlpEndpoint = parsed.GetValue(_otlpEndpoint),
        KedaNamespace = parsed.GetValue(_kedaNamespace) ?? "",
        InterceptorService = parsed.GetValue(_interceptorService) ?? "",
        InterceptorPort = parsed.GetValue(_interceptorPort),
        ScalerAddress = parsed.GetValue(_scalerAddress),
        PreferInterceptorRoute = parsed.GetValue(_preferInterceptorRoute),
        TrafficGrace = parsed.GetValue(_trafficGrace) is >= 0 and <= 1_000_000 and var grace ? TimeSpan.FromSeconds(grace) : TimeSpan.MinValue,
    };
}
