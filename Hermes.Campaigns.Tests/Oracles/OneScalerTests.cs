using Hermes.Campaigns.Oracles;

namespace Hermes.Campaigns.Tests.Oracles;

public sealed class OneScalerTests
{
    private const string Aimed = """{"spec":{"scaleTargetRef":{"name":"web"}}}""";
    private const string AimedByKeda = """{"metadata":{"ownerReferences":[{"kind":"ScaledObject"}]},"spec":{"scaleTargetRef":{"name":"web"}}}""";

    private readonly Moments _moments = new();
    private readonly OneScaler _oracle = new("web");

    [Fact]
    public void Look_KedasTwoParts_AreOneScaler()
    {
        _oracle.Look(_moments.Put("scaledobjects", "web", Aimed)).ShouldBeEmpty();
        _oracle.Look(_moments.Put("horizontalpodautoscalers", "keda-hpa-web", AimedByKeda)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("scaledobjects", "web", Aimed)]
    [InlineData("horizontalpodautoscalers", "keda-hpa-web", AimedByKeda)]
    public void Look_KedaAndAnAutoscalerOfOurOwn_AreTwo(string plural, string name, string kedas)
    {
        _oracle.Look(_moments.Put(plural, name, kedas)).ShouldBeEmpty();
        _oracle.Look(_moments.Put("horizontalpodautoscalers", "web", Aimed)).ShouldHaveSingleItem().ShouldContain("scale one Deployment");
    }

    [Fact]
    public void Look_ScalersOfAnotherApp_DoNotCount()
    {
        _oracle.Look(_moments.Put("horizontalpodautoscalers", "web", Aimed)).ShouldBeEmpty();
        _oracle.Look(_moments.Put("scaledobjects", "shop", """{"spec":{"scaleTargetRef":{"name":"shop"}}}""")).ShouldBeEmpty();
    }
}
