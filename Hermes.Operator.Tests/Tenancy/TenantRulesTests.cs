using Hermes.Operator.Entities;
using Hermes.Operator.Tenancy;
using k8s.Models;

namespace Hermes.Operator.Tests.Tenancy;

public sealed class TenantRulesTests
{
    private static readonly TenantLimits Limits = new()
    {
        AllowedHosts = [.. new[] { "*=*.apps.example.org", "shop=shop.example.org", "shop=*.shop.example.org" }.Select(HostGrant.Parse)],
        AllowedIngressAnnotations = ["example.org/*", "one"],
        AllowedServiceAnnotations = [],
        MaxReplicas = 10,
    };

    [Fact]
    public void Check_AppWithinTheLimits_FindsNothing() => Check(Limits, new HermesAppSpec
    {
        Image = "x:1",
        Replicas = 10,
        Scaling = new Scaling { MaxReplicas = 10 },
        Ingress = new IngressSettings
        {
            Hosts = ["shop.example.org", "a.shop.example.org", "*.b.shop.example.org", "x.apps.example.org"],
            Annotations = new Dictionary<string, string> { ["example.org/a"] = "", ["one"] = "" },
        },
    }).ShouldBeEmpty();

    [Fact]
    public void Check_AppBeyondEveryLimit_FindsEachInTheOrderOfTheRules() => Check(Limits, new HermesAppSpec
    {
        Image = "x:1",
        Replicas = 11,
        Scaling = new Scaling { MaxReplicas = 12 },
        Service = new ServiceSettings { Annotations = new Dictionary<string, string> { ["one"] = "" } },
        Ingress = new IngressSettings
        {
            Hosts = ["shop.example.org", "example.org", "*.apps.example.org"],
            Annotations = new Dictionary<string, string> { ["two"] = "", ["example.com/a"] = "" },
        },
    }).ShouldBe(
    [
        "spec.ingress.hosts[1]: example.org is not allowed in namespace shop, which is granted: shop.example.org, *.shop.example.org, *.apps.example.org",
        "spec.ingress.hosts[2]: *.apps.example.org is a wildcard; namespace shop itself is granted: shop.example.org, *.shop.example.org",
        "spec.ingress.annotations[example.com/a]: is not among the annotations that the operator allows",
        "spec.ingress.annotations[two]: is not among the annotations that the operator allows",
        "spec.service.annotations[one]: is not among the annotations that the operator allows",
        "spec.replicas: must be at most 10, not 11: the operator allows no more",
        "spec.scaling.maxReplicas: must be at most 10, not 12: the operator allows no more",
    ]);

    [Fact]
    public void Check_WithoutHostGrants_LetsAnyHostBeButNoWildcard() => Check(new TenantLimits(), new HermesAppSpec
    {
        Image = "x:1",
        Ingress = new IngressSettings { Hosts = ["any.example.org", "*.example.org"] },
    }).ShouldBe(["spec.ingress.hosts[1]: *.example.org is a wildcard; namespace shop itself is granted: none"]);

    [Fact]
    public void Rules_Variables_HaveNamesOfTheirOwn() =>
        TenantRules.All.SelectMany(rule => rule.Admission.Variables).Select(variable => variable.Name)
            .Concat(AdmissionParameters.Of(Limits, "cluster.local").Select(parameter => parameter.Name))
            .ShouldBeUnique();

    private static IEnumerable<string> Check(TenantLimits limits, HermesAppSpec spec) => TenantRules.Check(
        new HermesApp { Metadata = new V1ObjectMeta { Name = "web", NamespaceProperty = "shop" }, Spec = spec }, limits)
        .Select(fault => fault.ToString());
}
