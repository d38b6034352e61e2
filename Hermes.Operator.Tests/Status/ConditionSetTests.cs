using Hermes.Operator.Status;
using k8s.Models;

namespace Hermes.Operator.Tests.Status;

public sealed class ConditionSetTests
{
    private const long Generation = 7;
    private static readonly DateTime Now = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    [Fact]
    public void Close_OfWhatNobodyMarked_IsUndecidedInEveryPart()
    {
        var closed = new ConditionSet([], Generation, Now).Close();

        closed.Select(condition => condition.Type).ShouldBe(["Accepted", "Available", "RolledOut", "ScalingReady", "RoutingReady", "Ready"]);
        closed.ShouldAllBe(condition => condition.Status == "Unknown" && condition.Reason == "Pending" && condition.Message == "");
        closed.ShouldAllBe(condition => condition.ObservedGeneration == Generation && condition.LastTransitionTime == Now);
    }

    [Fact]
    public void Close_OfPartsThatAreAllTrue_IsReadyInAFewWords()
    {
        var conditions = new ConditionSet([], Generation, Now);
        conditions.MarkAccepted();
        conditions.MarkAvailable("1 of 1");
        conditions.MarkRolledOut();
        conditions.MarkNotScaled();
        conditions.MarkNotRouted();

        conditions.Close().Select(Said).ShouldBe(
        [
            "Accepted True Valid: ",
            "Available True MinimumAvailable: 1 of 1",
            "RolledOut True AllReplicasUpdated: ",
            "ScalingReady True NotConfigured: ",
            "RoutingReady True NotConfigured: ",
            "Ready True Ready: ",
        ]);
    }

    [Fact]
    public void MarkPaused_OfAnyApp_SaysWhatThatMeans()
    {
        var conditions = new ConditionSet([], Generation, Now);
        conditions.MarkPaused();

        Said(conditions.Close()[0]).ShouldBe("Accepted True Paused: spec.paused is set: the operator leaves the app's objects as they are");
    }

    [Fact]
    public void MarkInvalid_OfAnAppThatWasKnown_KeepsWhatWasKnownOfItsChildrenAndPendsTheRest()
    {
        var known = new V1Condition
        {
            Type = ConditionType.Available,
            Status = "True",
            Reason = Reasons.MinimumAvailable,
            Message = "1 of 1",
            ObservedGeneration = 3,
            LastTransitionTime = Now.AddDays(-1),
        };
        var conditions = new ConditionSet([known], Generation, Now);

        conditions.MarkInvalid("spec.image: is required");

        var closed = conditions.Close();
        closed[1].ShouldBeSameAs(known);
        closed.Select(Said).ShouldBe(
        [
            "Accepted False InvalidSpec: spec.image: is required",
            "Available True MinimumAvailable: 1 of 1",
            "RolledOut Unknown Pending: not looked at while the spec is invalid",
            "ScalingReady Unknown Pending: not looked at while the spec is invalid",
            "RoutingReady Unknown Pending: not looked at while the spec is invalid",
            "Ready False InvalidSpec: spec.image: is required",
        ]);
    }

    [Theory]
    [InlineData("True", Generation, "RolledOut True AllReplicasUpdated: ")]
    [InlineData("True", Generation - 1, "RolledOut False RollingOut: a step")]
    [InlineData("False", Generation, "RolledOut False RollingOut: a step")]
    public void MarkRolledOutAsKnown_OfWhatWasKnown_IsRolledOutWhereThisGenerationWas(string former, long generation, string said)
    {
        var conditions = new ConditionSet([new V1Condition { Type = ConditionType.RolledOut, Status = former, ObservedGeneration = generation }], Generation, Now);

        conditions.MarkRolledOutAsKnown("a step");

        Said(conditions.Close()[2]).ShouldBe(said);
    }

    private static string Said(V1Condition condition) => $"{condition.Type} {condition.Status} {condition.Reason}: {condition.Message}";
}
