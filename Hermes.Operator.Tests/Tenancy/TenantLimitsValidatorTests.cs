using Hermes.Operator.Tenancy;

namespace Hermes.Operator.Tests.Tenancy;

public sealed class TenantLimitsValidatorTests
{
    [Fact]
    public void Validate_Defaults_AreFine() => TenantLimitsValidator.Validate(new TenantLimits()).ShouldBeEmpty();

    [Fact]
    public void Validate_SeveralFaults_AreAllNamedByTheirFlags()
    {
        var limits = new TenantLimits
        {
            AllowedHosts =
            [
                .. new[] { "*=*", "shop=*.example.com", "example.com", "Shop=example.com", "shop=example", "shop=*.*.com", "shop=example.com\n" }
                    .Select(HostGrant.Parse),
            ],
            AllowedIngressAnnotations = ["*", "example.com/*", "a b", "a*b"],
            AllowedServiceAnnotations = ["/a"],
            MaxReplicas = 1001,
        };

        TenantLimitsValidator.Validate(limits).ShouldBe(
        [
            "--allowed-hosts: 'example.com' must be NAMESPACE=PATTERN",
            "--allowed-hosts: 'Shop' must be a namespace, or * for all",
            "--allowed-hosts: 'example' must be a lower-case DNS name with a dot, *. and such a name, or *",
            "--allowed-hosts: '*.*.com' must be a lower-case DNS name with a dot, *. and such a name, or *",
            "--allowed-hosts: 'example.com\n' must be a lower-case DNS name with a dot, *. and such a name, or *",
            "--allowed-ingress-annotations: 'a b' must be an annotation's key, or the start of some and *",
            "--allowed-ingress-annotations: 'a*b' must be an annotation's key, or the start of some and *",
            "--allowed-service-annotations: '/a' must be an annotation's key, or the start of some and *",
            "--max-replicas: must be from 1 to 1000",
        ]);
    }
}
