using System.Globalization;
using Hermes.Campaigns.Oracles;

namespace Hermes.Campaigns.Tests.Oracles;

public sealed class CountHoldsTests
{
    private const string Fixed = """{"spec":{"replicas":4}}""";
    private const string Free = """{"spec":{}}""";
    private const string Scaled = """{"spec":{"scaling":{"minReplicas":2,"maxReplicas":6}}}""";
    private const string ScaledToZero = """{"spec":{"scaling":{"minReplicas":0,"maxReplicas":6}}}""";

    private readonly Moments _moments = new();
    private readonly CountHolds _oracle = new("web");

    [Theory]
    [InlineData(Fixed, 1, 4, true)]
    [InlineData(Fixed, 4, 1, false)]
    [InlineData(Free, 0, 1, true)]
    [InlineData(Free, 4, 1, false)]
    [InlineData(Scaled, 0, 2, true)]
    [InlineData(Scaled, 9, 6, true)]
    [InlineData(Scaled, 4, 1, false)]
    [InlineData(Scaled, 4, 3, false)]
    [InlineData(ScaledToZero, 0, 1, true)]
    [InlineData(ScaledToZero, 4, 0, false)]
    public void Look_TheOperatorChangesTheCount_OnlyAsTheSpecHasIt(string app, int before, int after, bool mayBe)
    {
        _oracle.Look(_moments.Put("hermesapps", "web", app)).ShouldBeEmpty();
        _ = _oracle.Look(_moments.Put("deployments", "web", Deployment(before))).Count();

        _oracle.Look(_moments.Put("deployments", "web", Deployment(after), byOperator: true)).Any().ShouldBe(!mayBe);
    }

    [Fact]
    public void Look_AScalerChangesTheCount_IsItsOwnAffair()
    {
        _ = _oracle.Look(_moments.Put("hermesapps", "web", ScaledToZero)).Count();
        _ = _oracle.Look(_moments.Put("deployments", "web", Deployment(4))).Count();

        _oracle.Look(_moments.Put("deployments", "web", Deployment(0))).ShouldBeEmpty();
    }

    [Fact]
    public void Look_TheLoadAsksForNoOtherCount_NobodyMayChangeIt()
    {
        _oracle.Kept = 4;
        _ = _oracle.Look(_moments.Put("hermesapps", "web", Scaled)).Count();
        _ = _oracle.Look(_moments.Put("deployments", "web", Deployment(4))).Count();

        _oracle.Look(_moments.Put("deployments", "web", Deployment(2))).ShouldHaveSingleItem().ShouldContain("from 4 to 2");
    }

    private static string Deployment(int count) => string.Create(CultureInfo.InvariantCulture, $$$"""{"spec":{"replicas":{{{count}}}}}""");
}
