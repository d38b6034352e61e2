using Hermes.Operator.Entities;
using Hermes.Operator.Status;
using k8s.Models;
using static Hermes.Operator.Tests.Status.Observations;

namespace Hermes.Operator.Tests.Status;

/// <summary>What ScalingReady says, to the letter.</summary>
public sealed class ScalingConditionsTests
{
    private static readonly ScalerReport Works = new(true, "", "at work");

    [Fact]
    public void Mark_OfNoScaler_SaysThatNoneIsConfigured() => Said(Observed(Plain, Serving(1))).ShouldBe("True NotConfigured: ");

    [Theory]
    [InlineData(false, "False KedaNotInstalled: install it")]
    [InlineData(true, "Unknown KedaNotInstalled: install it")]
    public void Mark_OfAFault_RepeatsIt(bool isUndecided, string said) => Said(Observed(Scaled, Serving(2)) with
    {
        ScalingFault = new ScalingFault(Reasons.KedaNotInstalled, "install it", isUndecided),
        ScalerReport = Works,
    }).ShouldBe(said);

    [Theory]
    [InlineData("Conflict", true, "False NameConflict: ScaledObject web: belongs to Helm")]
    [InlineData("Waiting", true, "Unknown SwitchingScaler: waiting")]
    [InlineData("Waiting", false, "Unknown ChildWaiting: ScaledObject web: belongs to Helm")]
    public void Mark_OfAChildThatIsNotApplied_ComesBeforeAFaultOnlyWhereItWillNotMend(string state, bool switches, string said) =>
        Said(Observed(Scaled, Serving(2), new ChildOutcome(AppPart.Scaling, "ScaledObject", "web", state, "belongs to Helm")) with
        {
            ScalingFault = switches ? new ScalingFault(Reasons.SwitchingScaler, "waiting", IsUndecided: true) : null,
            ScalerReport = Works,
        }).ShouldBe(said);

    [Theory]
    [InlineData(true, false, "True ScalerActive: words")]
    [InlineData(false, false, "Unknown Pending: words")]
    [InlineData(false, true, "False Its: words")]
    [InlineData(null, true, "Unknown Pending: words")]
    public void Mark_OfAReport_RepeatsItsWords(bool? isActive, bool isSettled, string said) =>
        Said(Observed(Scaled, Serving(2)) with { ScalerReport = new ScalerReport(isActive, "Its", "words"), IsReportSettled = isSettled }).ShouldBe(said);

    [Fact]
    public void Mark_OfAReportThatIsDoubtful_KeepsTheFormerWords()
    {
        var works = Observed(Scaled, Serving(2)) with { ScalerReport = Works };
        works.App.Status = AppStatus.Of(works);

        Said(works with { ScalerReport = new ScalerReport(null, "Its", "words") }).ShouldBe("True ScalerActive: at work");
    }

    [Fact]
    public void Mark_OfAReportThatIsDoubtfulAfterAFault_IsUndecided()
    {
        var fails = Observed(Scaled, Serving(2)) with { ScalerReport = new ScalerReport(false, "Its", "words"), IsReportSettled = true };
        fails.App.Status = AppStatus.Of(fails);

        Said(fails with { IsReportSettled = false }).ShouldBe("Unknown Pending: words");
    }

    [Theory]
    [InlineData(true, false, "cpu", null, true)]
    [InlineData(true, false, null, "cpu", true)]
    [InlineData(true, false, "memory", null, false)]
    [InlineData(false, true, "memory", null, true)]
    [InlineData(false, true, null, "memory", true)]
    [InlineData(false, true, "cpu", "cpu", false)]
    [InlineData(true, true, "cpu", "memory", true)]
    [InlineData(true, true, "cpu", null, false)]
    [InlineData(false, false, null, null, true)]
    public void Mark_OfAContainer_AsksForARequestOrLimitOfEachTarget(bool cpu, bool memory, string? request, string? limit, bool isEnough)
    {
        var deployment = Serving(2);
        deployment.Spec.Template.Spec.Containers.Add(new V1Container
        {
            Name = "proxy",
            Resources = new V1ResourceRequirements { Requests = Amounts(request), Limits = Amounts(limit) },
        });
        var spec = Plain with
        {
            Scaling = new Scaling
            {
                MaxReplicas = 5,
                Cpu = cpu ? new UtilizationTarget { AverageUtilization = 70 } : null,
                Memory = memory ? new UtilizationTarget { AverageUtilization = 70 } : null,
            },
        };

        Said(Observed(spec, deployment) with { ScalerReport = Works }).ShouldBe(isEnough
            ? "True ScalerActive: at work"
            : "False MissingResourceRequests: container proxy of the pods requests no cpu or memory, of which the utilization target is a share");
    }

    private static Dictionary<string, ResourceQuantity>? Amounts(string? resource) => resource is null ? null : new() { [resource] = new("1") };

    private static string Said(AppObservation observed) => Observations.Said(AppStatus.Of(observed), ConditionType.ScalingReady);
}
