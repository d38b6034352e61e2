using Hermes.Operator.Controllers;
using Hermes.Operator.Entities;
using Hermes.Operator.Status;

namespace Hermes.Operator.Tests.Controllers;

public sealed class NextLookTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    [Fact]
    public void After_AllIsApplied_IsNever() => After(ChildState.Applied).ShouldBeNull();

    [Theory]
    [InlineData(ChildState.Conflict)]
    [InlineData(ChildState.Waiting)]
    [InlineData(ChildState.Failed)]
    public void After_AChildIsNotApplied_IsAfterAWhile(string state) => After(state).ShouldBe(TimeSpan.FromSeconds(30));

    [Theory]
    [InlineData(ChildState.Waiting)]
    [InlineData(ChildState.Failed)]
    public void After_ALookIsAskedForSooner_IsThen(string state) => After(state, looks: [null, Soon]).ShouldBe(Soon);

    [Theory]
    [InlineData(ChildState.Conflict)]
    [InlineData(ChildState.Waiting)]
    public void After_PausedApp_IsNever(string state) => After(state, isPaused: true).ShouldBeNull();

    [Fact]
    public void After_SomethingIsKnownByOurWriteAlone_IsOnceThatIsNotBelievedAnyMore() =>
        After(ChildState.Applied, isAheadOfWatch: true).ShouldBe(TimeSpan.FromSeconds(61));

    private static TimeSpan? After(string state, TimeSpan?[]? looks = null, bool isPaused = false, bool isAheadOfWatch = false) =>
        NextLook.After([new ChildOutcome(AppPart.Routing, "Service", "web", state)], looks ?? [null], isPaused, isAheadOfWatch);
}
