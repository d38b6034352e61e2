using Hermes.Campaigns.Oracles;

namespace Hermes.Campaigns.Tests.Oracles;

public sealed class TrafficGraceTests
{
    private readonly Moments _moments = new();
    private readonly TrafficGrace _oracle = new("web", TimeSpan.FromSeconds(60));

    [Theory]
    [InlineData(59, false)]
    [InlineData(60, true)]
    public void Look_TheInterceptorsPartGoes_OnlyAWhileAfterTheTraffic(int seconds, bool mayGo)
    {
        StandThroughInterceptor();
        _oracle.Look(_moments.Put("ingresses", "web", Ingress("web"))).ShouldBeEmpty();

        _moments.Elapsed = TimeSpan.FromSeconds(seconds);
        _oracle.Look(_moments.Remove("scaledobjects", "web")).Any().ShouldBe(!mayGo);
    }

    [Theory]
    [InlineData(59, false)]
    [InlineData(60, true)]
    public void Look_TheAppMayGoToZero_OnlyAWhileAfterTheTraffic(int seconds, bool mayGo)
    {
        _ = _oracle.Look(_moments.Put("ingresses", "web", Ingress("web"))).Count();
        StandThroughInterceptor();

        _moments.Elapsed = TimeSpan.FromSeconds(seconds);
        _oracle.Look(_moments.Put("scaledobjects", "web", """{"spec":{"minReplicaCount":0}}""")).Any().ShouldBe(!mayGo);
    }

    [Fact]
    public void Look_TheFirstWay_IsNoMove()
    {
        StandThroughInterceptor();

        _oracle.Look(_moments.Put("scaledobjects", "web", """{"spec":{"minReplicaCount":0}}""")).ShouldBeEmpty();
    }

    private void StandThroughInterceptor()
    {
        _ = _oracle.Look(_moments.Put("services", "web-interceptor", "{}")).Count();
        _ = _oracle.Look(_moments.Put("httpscaledobjects", "web", "{}")).Count();
        _ = _oracle.Look(_moments.Put("scaledobjects", "web", """{"spec":{"minReplicaCount":1}}""")).Count();
        _oracle.Look(_moments.Put("ingresses", "web", Ingress("web-interceptor"))).ShouldBeEmpty();
    }

    private static string Ingress(string service) =>
        $$$$"""{"spec":{"rules":[{"http":{"paths":[{"backend":{"service":{"name":"{{{{service}}}}"}}}]}}]}}""";
}
