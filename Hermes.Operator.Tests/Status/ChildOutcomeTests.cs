using Hermes.Operator.Entities;
using Hermes.Operator.Status;

namespace Hermes.Operator.Tests.Status;

public sealed class ChildOutcomeTests
{
    [Fact]
    public void ToStatus_WordsWithoutEnd_AreCut() => ToStatus(new string('x', 100_000)).ShouldBe(new string('x', Excerpt.Longest));

    [Fact]
    public void ToStatus_CutWouldSplitACharacter_LeavesItOut() =>
        ToStatus(new string('x', Excerpt.Longest - 1) + "\U0001F600").ShouldBe(new string('x', Excerpt.Longest - 1));

    [Fact]
    public void ToStatus_FewWords_AreWhole() => ToStatus("exceeded quota: small").ShouldBe("exceeded quota: small");

    [Fact]
    public void ToStatus_ExactlyTheMostWords_AreWhole() => ToStatus(new string('x', Excerpt.Longest)).ShouldBe(new string('x', Excerpt.Longest));

    [Fact]
    public void ToStatus_NoWords_LeavesThemOut() => new ChildOutcome(AppPart.Routing, "Service", "web", ChildState.Applied).ToStatus()
        .ShouldBe(new ChildStatus { Kind = "Service", Name = "web", State = ChildState.Applied });

    [Theory]
    [InlineData(ChildState.Conflict, Reasons.NameConflict)]
    [InlineData(ChildState.Failed, Reasons.QuotaExceeded)]
    [InlineData(ChildState.Waiting, Reasons.ChildWaiting)]
    public void Reason_OfAState_IsThatOfTheCondition(string state, string reason) =>
        new ChildOutcome(AppPart.Routing, "Service", "web", state, "exceeded quota: small").Reason.ShouldBe(reason);

    [Fact]
    public void FirstBlocking_OfAPart_IsTheFirstThatWillNotMendByItself()
    {
        ChildOutcome[] children =
        [
            new(AppPart.Scaling, "A", "web", ChildState.Applied),
            new(AppPart.Scaling, "B", "web", ChildState.Waiting),
            new(AppPart.Workload, "C", "web", ChildState.Failed),
            new(AppPart.Scaling, "D", "web", ChildState.Failed),
            new(AppPart.Scaling, "E", "web", ChildState.Conflict),
        ];

        ChildOutcome.FirstBlocking(children, AppPart.Scaling)!.Kind.ShouldBe("D");
        ChildOutcome.FirstBlocking(children[..3], AppPart.Scaling)!.Kind.ShouldBe("B");
        ChildOutcome.FirstBlocking(children, AppPart.Routing).ShouldBeNull();
        ChildOutcome.FirstBlocking(children[..1], AppPart.Scaling).ShouldBeNull();
    }

    private static string? ToStatus(string message) => new ChildOutcome(AppPart.Routing, "Service", "web", ChildState.Failed, message).ToStatus().Message;
}
