using Hermes.Operator.Hosting;
using Hermes.Operator.Tenancy;

namespace Hermes.Operator.Tests.Hosting;

public sealed class OperatorOptionsValidatorTests
{
    [Fact]
    public void Validate_Defaults_AreFine() => OperatorOptionsValidator.Validate(new OperatorOptions()).ShouldBeEmpty();

    [Fact]
    public void Validate_SeveralFaults_AreAllNamedByTheirFlags()
    {
        var options = new OperatorOptions
        {
            Kubeconfig = "/no/such/file",
            Context = "",
            Namespaces = ["good", "Not Good"],
            Workers = 0,
            HealthPort = 70000,
            LeaderElectResourceName = "Upper",
            LeaderElectResourceNamespace = "a.b",
            LeaderElectLeaseDuration = TimeSpan.FromSeconds(1.5),
            LeaderElectRenewDeadline = TimeSpan.FromSeconds(1),
            LeaderElectRetryPeriod = TimeSpan.FromSeconds(1),
            ClusterDomain = "cluster..local",
            OtlpEndpoint = "collector:4317",
            KedaNamespace = "",
            InterceptorService = "a.b",
            InterceptorPort = 0,
            ScalerAddress = "scaler",
            TrafficGrace = TimeSpan.FromHours(2),
            Tenants = new TenantLimits { MaxReplicas = 0 },
        };

        OperatorOptionsValidator.Validate(options).Select(fault => fault[..fault.IndexOf(':', StringComparison.Ordinal)]).ShouldBe(
        [
            "--kubeconfig",
            "--context",
            "--namespace",
            "--workers",
            "--health-port",
            "--leader-elect-resource-name",
            "--leader-elect-resource-namespace",
            "--leader-elect-lease-duration",
            "--leader-elect-renew-deadline",
            "--leader-elect-retry-period",
            "--cluster-domain",
            "--otlp-endpoint",
            "--keda-namespace",
            "--interceptor-service",
            "--interceptor-port",
            "--scaler-address",
            "--traffic-grace",
            "--max-replicas",
        ]);
    }

    [Theory]
    [InlineData("scaler.keda:9090", true)]
    [InlineData("scaler.keda:0", false)]
    [InlineData(":9090", false)]
    [InlineData("scaler.keda:", false)]
    public void Validate_ScalerAddress_NeedsHostAndPort(string address, bool isFine) =>
        OperatorOptionsValidator.Validate(new OperatorOptions { ScalerAddress = address }).Count.ShouldBe(isFine ? 0 : 1);
}
