using Hermes.Campaigns.Oracles;

namespace Hermes.Campaigns.Tests.Oracles;

public sealed class IngressAnswersTests
{
    private const string Up = """{"status":{"availableReplicas":2}}""";
    private const string Down = """{"spec":{"replicas":0},"status":{}}""";

    private readonly Moments _moments = new();
    private readonly IngressAnswers _oracle = new("web");

    [Fact]
    public void Look_ServiceWithoutAPod_DoesNotAnswer()
    {
        Stand("services", "web", "{}");
        Stand("deployments", "web", Up);
        Stand("ingresses", "web", Ingress("web"));

        _oracle.Look(_moments.Put("deployments", "web", Down)).ShouldHaveSingleItem().ShouldContain("no pod is ready");
    }

    [Fact]
    public void Look_NewAppWithoutAPod_IsNotYetExpectedToAnswer()
    {
        Stand("services", "web", "{}");
        Stand("deployments", "web", Down);
        Stand("ingresses", "web", Ingress("web"));
    }

    [Fact]
    public void Look_InterceptorWithAllItNeeds_AnswersForAnAppThatSleeps()
    {
        StandThroughInterceptor();

        _oracle.Look(_moments.Put("deployments", "web", Down)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("services", "web-interceptor")]
    [InlineData("httpscaledobjects", "web")]
    [InlineData("scaledobjects", "web")]
    public void Look_SomethingBehindTheInterceptorGoes_DoesNotAnswer(string plural, string name)
    {
        StandThroughInterceptor();

        _oracle.Look(_moments.Put(plural, name, """{"metadata":{"deletionTimestamp":"2026-01-01T00:00:00Z"}}"""))
            .ShouldHaveSingleItem().ShouldContain($"{plural} {name} does not stand");
        _oracle.Look(_moments.Remove(plural, name)).ShouldHaveSingleItem();
    }

    private void StandThroughInterceptor()
    {
        Stand("services", "web", "{}");
        Stand("services", "web-interceptor", "{}");
        Stand("httpscaledobjects", "web", "{}");
        Stand("scaledobjects", "web", "{}");
        Stand("deployments", "web", Up);
        Stand("ingresses", "web", Ingress("web-interceptor"));
    }

    private void Stand(string plural, string name, string json) => _oracle.Look(_moments.Put(plural, name, json)).ShouldBeEmpty();

    private static string Ingress(string service) =>
        $$$$"""{"spec":{"rules":[{"http":{"paths":[{"backend":{"service":{"name":"{{{{service}}}}"}}}]}}]}}""";
}
