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

    private static string? ToStatus(string message) => new ChildOutcome(AppPart.Routing, "Service", "web", ChildState.Failed, message).ToStatus().Message;
}
