using Hermes.Operator.Entities;
using Hermes.Operator.Status;
using k8s.Models;
using static Hermes.Operator.Tests.Status.Observations;

namespace Hermes.Operator.Tests.Status;

/// <summary>Where <c>status.url</c> says that the app is reached.</summary>
public sealed class AppUrlTests
{
    private const string Internal = "http://internal";

    [Theory]
    [InlineData(null, false, "http://a.example.org")]
    [InlineData("/", false, "http://a.example.org")]
    [InlineData("/api", false, "http://a.example.org/api")]
    [InlineData(null, true, "https://a.example.org")]
    public void Url_OfAnIngress_IsOfItsHostItsPathAndItsTls(string? path, bool tls, string url) =>
        Url(Behind(path, tls)).ShouldBe(url);

    [Fact]
    public void Url_WhereTheIngressIsToCome_IsTheInternalOne() => Url(Behind(null, tls: false) with { Ingress = null }).ShouldBe(Internal);

    [Fact]
    public void Url_WhereNoHostIsHeld_IsTheInternalOne() => Url(Behind(null, tls: false) with { Hosts = HostClaims.None }).ShouldBe(Internal);

    [Fact]
    public void Url_WhereTheIngressIsNotWantedAnyLonger_IsTheInternalOne() =>
        Url(Observed(Plain, Serving(1)) with { Ingress = new V1Ingress(), Hosts = new HostClaims(["a.example.org"], []) }).ShouldBe(Internal);

    [Theory]
    [InlineData("lb.example.org", "10.1.2.3", 80, "http://lb.example.org")]
    [InlineData("lb.example.org", null, 8000, "http://lb.example.org:8000")]
    [InlineData(null, "10.1.2.3", 80, "http://10.1.2.3")]
    [InlineData(null, null, 80, Internal)]
    public void Url_OfALoadBalancer_IsOfItsNameElseItsAddress(string? hostname, string? ip, int port, string url) =>
        Url(Observed(Plain, Serving(1)) with { Service = Service(port, new V1LoadBalancerIngress { Hostname = hostname, Ip = ip }) }).ShouldBe(url);

    [Fact]
    public void Url_OfALoadBalancerWithoutAnAddress_IsTheInternalOne() =>
        Url(Observed(Plain, Serving(1)) with { Service = Service(80) }).ShouldBe(Internal);

    [Fact]
    public void Url_OfAServiceWithoutAStatus_IsTheInternalOne() =>
        Url(Observed(Plain, Serving(1)) with { Service = new V1Service() }).ShouldBe(Internal);

    private static string? Url(AppObservation observed) => AppStatus.Of(observed).Url;

    private static AppObservation Behind(string? path, bool tls) =>
        Observed(Plain with { Ingress = new IngressSettings { Hosts = ["a.example.org"], Path = path, Tls = tls ? new IngressTls() : null } }, Serving(1)) with
        {
            Ingress = new V1Ingress(),
            Hosts = new HostClaims(["a.example.org"], []),
        };

    private static V1Service Service(int port, params V1LoadBalancerIngress[] addresses) => new()
    {
        Spec = new V1ServiceSpec { Ports = [new V1ServicePort { Port = port }] },
        Status = new V1ServiceStatus { LoadBalancer = new V1LoadBalancerStatus { Ingress = addresses } },
    };
}
