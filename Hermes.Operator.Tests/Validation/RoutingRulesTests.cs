using Hermes.Operator.Entities;
using Hermes.Operator.Validation;

namespace Hermes.Operator.Tests.Validation;

public sealed class RoutingRulesTests
{
    private const string Ambiguous = "spec.ingress.path: must not contain //, /./, /../, %2f, %2F, nor end in /.. or /.";

    [Theory]
    [InlineData("/a//b")]
    [InlineData("/a/./b")]
    [InlineData("/a/../b")]
    [InlineData("/a%2fb")]
    [InlineData("/a%2Fb")]
    [InlineData("/a/..")]
    [InlineData("/a/.")]
    public void Check_AnAmbiguousPath_IsAFaultUnlessTheControllerReadsIt(string path)
    {
        Check(new() { Path = path }).ShouldBe([Ambiguous]);
        Check(new() { Path = path, PathType = "Exact" }).ShouldBe([Ambiguous]);
        Check(new() { Path = path, PathType = "ImplementationSpecific" }).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/a/.b/..c/d.")]
    [InlineData("/a%2eb")]
    public void Check_AnyOtherPath_IsNoFault(string path) => Check(new() { Path = path }).ShouldBeEmpty();

    [Theory]
    [InlineData("hello.shop.svc", true)]
    [InlineData("hello.svc.example.com", false)]
    [InlineData("cluster.local", true)]
    [InlineData("a.cluster.local", true)]
    [InlineData("acluster.local", false)]
    public void Check_AHost_IsAFaultUnderTheClustersOwnNames(string host, bool isFault) => Check(new() { Hosts = [host] })
        .ShouldBe(isFault ? [$"spec.ingress.hosts[0]: {RoutingRules.NotOfTheCluster}"] : []);

    [Theory]
    [InlineData("255.0.0.255", true)]
    [InlineData("256.0.0.1", false)]
    [InlineData("10.0.0.01", false)]
    [InlineData("10.0.0", false)]
    [InlineData("10.0.0.0.1", false)]
    public void Check_AHostOfNumbers_IsAFaultWhereItIsAnAddress(string host, bool isFault) => Check(new() { Hosts = [host] })
        .ShouldBe(isFault ? ["spec.ingress.hosts[0]: must be a DNS name, not an IP address"] : []);

    [Theory]
    [InlineData("secret", null)]
    [InlineData(null, "issuer")]
    [InlineData(null, null)]
    public void Check_TlsFromOneSource_IsNoFault(string? secretName, string? clusterIssuer) =>
        Check(new() { Tls = new IngressTls { SecretName = secretName, ClusterIssuer = clusterIssuer } }).ShouldBeEmpty();

    private static IEnumerable<string> Check(IngressSettings ingress) =>
        RoutingRules.Check(ingress, "cluster.local").Select(fault => fault.ToString());
}
