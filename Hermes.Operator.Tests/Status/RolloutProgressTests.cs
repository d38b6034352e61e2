using Hermes.Operator.Entities;
using Hermes.Operator.Status;
using k8s.Models;

namespace Hermes.Operator.Tests.Status;

public sealed class RolloutProgressTests
{
    private const long Generation = 7;
    private static readonly DateTime Now = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
    private static readonly IReadOnlyList<V1Condition> Available = Conditions("True", "True");
    private static readonly IReadOnlyList<V1Condition> RollingOut = Conditions("True", "False", Reasons.RollingOut);

    [Fact]
    public void Of_NewGeneration_BeginsNow() =>
        RolloutProgress.Of(Observed(status: null), RollingOut).ShouldBe(new RolloutStatus { Generation = Generation, StartTime = Now });

    [Fact]
    public void Of_NewGenerationThatChangesNoPod_IsDoneAtOnce() =>
        RolloutProgress.Of(Observed(status: null), Available)
            .ShouldBe(new RolloutStatus { Generation = Generation, StartTime = Now, CompletionTime = Now });

    [Fact]
    public void Of_AvailableAtLast_IsDoneNow()
    {
        var begun = new RolloutStatus { Generation = Generation, StartTime = Now.AddMinutes(-1), TraceId = "t" };

        RolloutProgress.Of(Observed(Seen(begun)), Available).ShouldBe(begun with { CompletionTime = Now });
    }

    [Theory]
    [InlineData("False", "True")]
    [InlineData("True", "False")]
    public void Of_UnavailableAgainLater_StaysDone(string available, string rolledOut)
    {
        var done = new RolloutStatus { Generation = Generation, StartTime = Now.AddHours(-2), CompletionTime = Now.AddHours(-1) };

        RolloutProgress.Of(Observed(Seen(done)), Conditions(available, rolledOut)).ShouldBe(done);
    }

    [Fact]
    public void Of_AppFromBeforeThereWereRollouts_HasNone() => RolloutProgress.Of(Observed(Seen(null)), Available).ShouldBeNull();

    [Fact]
    public void Of_PausedApp_KeepsTheLast()
    {
        var former = new RolloutStatus { Generation = Generation - 1, StartTime = Now.AddHours(-2) };
        var observed = Observed(new HermesAppStatus { ObservedGeneration = Generation - 1, Rollout = former });
        observed.App.Spec = observed.App.Spec with { Paused = true };

        RolloutProgress.Of(observed, Available).ShouldBe(former);
    }

    [Fact]
    public void Of_ValidOnceMoreWithoutANewGeneration_LeavesTheOlderOneAlone()
    {
        var older = new RolloutStatus { Generation = Generation - 1, StartTime = Now.AddHours(-2) };

        RolloutProgress.Of(Observed(Seen(older)), Available).ShouldBe(older);
    }

    [Fact]
    public void Of_TraceKnown_NamesIt() =>
        RolloutProgress.Of(Observed(status: null) with { TraceId = "t" }, RollingOut)!.TraceId.ShouldBe("t");

    [Theory]
    [InlineData(Reasons.RollingOut, null)]
    [InlineData(Reasons.QuotaExceeded, null)]
    [InlineData(Reasons.RolloutFailed, "why")]
    public void Failure_OfARolledOutReason_IsTheDeploymentsVerdictAlone(string reason, string? expected) =>
        RolloutProgress.Failure(new HermesAppStatus { Conditions = Conditions("True", "False", reason) }).ShouldBe(expected);

    [Fact]
    public void Failure_OfAStatusWithoutConditions_IsNone() => RolloutProgress.Failure(new HermesAppStatus()).ShouldBeNull();

    [Fact]
    public void Of_TraceUnknownLater_KeepsTheFormerOne()
    {
        var begun = new RolloutStatus { Generation = Generation, StartTime = Now.AddMinutes(-1), TraceId = "t" };

        RolloutProgress.Of(Observed(Seen(begun)), RollingOut).ShouldBe(begun);
        RolloutProgress.Of(Observed(Seen(begun)) with { TraceId = "u" }, RollingOut)!.TraceId.ShouldBe("u");
    }

    [Theory]
    [InlineData(Generation, false)]
    [InlineData(Generation - 1, true)]
    [InlineData(null, true)]
    public void IsNew_OfAnApp_IsWhetherItsGenerationWasNotAnsweredFor(long? seen, bool isNew) =>
        RolloutProgress.IsNew(Observed(new HermesAppStatus { ObservedGeneration = seen }).App).ShouldBe(isNew);

    [Fact]
    public void IsNew_OfAnAppWithoutAStatus_IsTrue() => RolloutProgress.IsNew(Observed(null).App).ShouldBeTrue();

    [Theory]
    [InlineData(Generation, false, Reasons.RollingOut, true)]
    [InlineData(Generation, true, Reasons.RollingOut, false)]
    [InlineData(Generation - 1, false, Reasons.RollingOut, false)]
    [InlineData(Generation, false, Reasons.RolloutFailed, false)]
    public void IsUnderWay_OfARollout_IsWhetherThisGenerationIsNeitherDoneNorFailed(long generation, bool isDone, string reason, bool isUnderWay)
    {
        var rollout = new RolloutStatus { Generation = generation, StartTime = Now, CompletionTime = isDone ? Now : null };
        var status = Seen(rollout) with { Conditions = Conditions("True", "False", reason) };

        RolloutProgress.IsUnderWay(Observed(status).App).ShouldBe(isUnderWay);
    }

    [Fact]
    public void IsUnderWay_OfAnAppWithoutARollout_IsFalse()
    {
        RolloutProgress.IsUnderWay(Observed(null).App).ShouldBeFalse();
        RolloutProgress.IsUnderWay(Observed(Seen(null)).App).ShouldBeFalse();
    }

    [Theory]
    [InlineData("True", "True", true)]
    [InlineData("True", "False", false)]
    [InlineData("False", "True", false)]
    [InlineData("Unknown", "True", false)]
    public void IsDone_OfConditions_IsWhetherTheAppIsAvailableAndRolledOut(string available, string rolledOut, bool isDone) =>
        RolloutProgress.IsDone(Conditions(available, rolledOut)).ShouldBe(isDone);

    [Fact]
    public void IsDone_OfNoConditions_IsFalse() => RolloutProgress.IsDone([]).ShouldBeFalse();

    private static HermesAppStatus Seen(RolloutStatus? rollout) => new() { ObservedGeneration = Generation, Rollout = rollout };

    private static AppObservation Observed(HermesAppStatus? status) => new()
    {
        App = new HermesApp
        {
            Metadata = new V1ObjectMeta { Name = "web", NamespaceProperty = "shop", Generation = Generation },
            Spec = new HermesAppSpec { Image = "x:1" },
            Status = status,
        },
        Now = Now,
        InternalUrl = "",
    };

    private static IReadOnlyList<V1Condition> Conditions(string available, string rolledOut, string reason = "") =>
    [
        new() { Type = ConditionType.Available, Status = available },
        new() { Type = ConditionType.RolledOut, Status = rolledOut, Reason = reason, Message = "why" },
    ];
}
