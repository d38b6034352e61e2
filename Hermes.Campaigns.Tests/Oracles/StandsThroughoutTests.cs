using Hermes.Campaigns.Oracles;

namespace Hermes.Campaigns.Tests.Oracles;

public sealed class StandsThroughoutTests
{
    private readonly Moments _moments = new();
    private readonly StandsThroughout _oracle = new("web");

    [Fact]
    public void Look_TheDeploymentGoes_IsAFault()
    {
        _oracle.Look(_moments.Put("deployments", "web", "{}")).ShouldBeEmpty();

        _oracle.Look(_moments.Remove("deployments", "web")).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("horizontalpodautoscalers", "web")]
    [InlineData("services", "web-interceptor")]
    public void Look_WhatBelongsToOneWayOfScaling_MayGo(string plural, string name)
    {
        _oracle.Look(_moments.Put(plural, name, "{}")).ShouldBeEmpty();

        _oracle.Look(_moments.Remove(plural, name)).ShouldBeEmpty();
    }
}
