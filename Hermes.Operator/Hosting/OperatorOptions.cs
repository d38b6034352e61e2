using Hermes.Operator.Tenancy;

namespace Hermes.Operator.Hosting;

/// <summary>How the operator runs. Every option has a flag of <c>run</c> by the same name.</summary>
internal sealed record OperatorOptions
{
    /// <summary>The lease that the generated RBAC rules are for.</summary>
    public const string DefaultLease = "hermes-operator";

    /// <summary>A kubeconfig file; null (default) for the pod's service account, else <c>KUBECONFIG</c>, else the home directory's.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>A context of the kubeconfig; null (default) for its current one.</summary>
    public string? Context { get; init; }

    /// <summary>The namespaces to watch; empty (default) for all.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>Reconciles at a time, 1 to 1000. Default: 10.</summary>
    public int Workers { get; init; } = 10;

    /// <summary>The port of <c>/livez</c> and <c>/readyz</c>, 0 for a free one, null for none. Default: 8081.</summary>
    public int? HealthPort { get; init; } = 8081;

    /// <summary>
    /// Whether it reconciles only while it holds a lease, so that several replicas can run of which one works. Default: no. One that loses
    /// the lease stops with an exit code other than zero, to be started again.
    /// </summary>
    public bool LeaderElect { get; init; }

    /// <summary>The name of the lease, a DNS subdomain. Default: <c>hermes-operator</c>; the RBAC rules that are generated allow no other.</summary>
    public string LeaderElectResourceName { get; init; } = DefaultLease;

    /// <summary>The namespace of the lease; null (default) for the pod's own, or outside a pod the kubeconfig context's.</summary>
    public string? LeaderElectResourceNamespace { get; init; }

    /// <summary>
    /// How long other replicas wait for a leader that is not heard of: whole seconds, at least a second more than
    /// <see cref="LeaderElectRenewDeadline"/>, at most an hour. Default: 15 seconds.
    /// </summary>
    public TimeSpan LeaderElectLeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a leader that cannot renew its lease goes on, 2 seconds to an hour. Default: 10 seconds.</summary>
    public TimeSpan LeaderElectRenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often the leader renews the lease, from 0.1 seconds to half of <see cref="LeaderElectRenewDeadline"/>; the others look twice as
    /// often. Default: 2 seconds.
    /// </summary>
    public TimeSpan LeaderElectRetryPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The domain under which the cluster names its Services. Default: <c>cluster.local</c>.</summary>
    public string ClusterDomain { get; init; } = "cluster.local";

    /// <summary>The OTLP endpoint of apps that name none, an http or https URL; null (default) for none.</summary>
    public string? OtlpEndpoint { get; init; }

    /// <summary>The namespace of KEDA and its HTTP add-on. Default: <c>keda</c>.</summary>
    public string KedaNamespace { get; init; } = "keda";

    /// <summary>The Service of the HTTP add-on's interceptor. Default: <c>keda-add-ons-http-interceptor-proxy</c>.</summary>
    public string InterceptorService { get; init; } = "keda-add-ons-http-interceptor-proxy";

    /// <summary>The port of <see cref="InterceptorService"/>, 1 to 65535. Default: 8080.</summary>
    public int InterceptorPort { get; init; } = 8080;

    /// <summary>Where KEDA reaches the HTTP add-on's scaler, as <c>host:port</c>; null (default) for the add-on's own name in <see cref="KedaNamespace"/>.</summary>
    public string? ScalerAddress { get; init; }

    /// <summary>Whether an InterceptorRoute is made even where HTTPScaledObject, its predecessor, is served. Default: no.</summary>
    public bool PreferInterceptorRoute { get; init; }

    /// <summary>How long after traffic has moved to or from the interceptor the rest follows, 0 to 1 hour. Default: 60 seconds.</summary>
    public TimeSpan TrafficGrace { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What apps may ask for. Default: any host but wildcards, harmless annotations, 1000 pods.</summary>
    public TenantLimits Tenants { get; init; } = new();
}
