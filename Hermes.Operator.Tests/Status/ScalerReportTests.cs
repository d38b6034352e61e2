using Hermes.Operator.Entities.Keda;
using Hermes.Operator.Status;
using k8s.Models;

namespace Hermes.Operator.Tests.Status;

public sealed class ScalerReportTests
{
    [Fact]
    public void OfAutoscaler_Silent_IsUndecided() => ScalerReport.OfAutoscaler(Autoscaler(), true).IsActive.ShouldBeNull();

    [Fact]
    public void OfAutoscaler_Active_IsActive() =>
        ScalerReport.OfAutoscaler(Autoscaler(("AbleToScale", "True", "x"), ("ScalingActive", "True", "ValidMetricFound")), true).IsActive.ShouldBe(true);

    [Fact]
    public void OfAutoscaler_Inactive_TellsItsReason()
    {
        var report = ScalerReport.OfAutoscaler(Autoscaler(("ScalingActive", "False", "FailedGetResourceMetric")), true);

        (report.IsActive, report.Reason).ShouldBe((false, "FailedGetResourceMetric"));
    }

    [Fact]
    public void OfAutoscaler_NoMetricsApi_TellsHowToInstallIt()
    {
        var report = ScalerReport.OfAutoscaler(Autoscaler(("ScalingActive", "False", "FailedGetResourceMetric")), false);

        report.Reason.ShouldBe(Reasons.MetricsApiMissing);
        report.Message.ShouldContain("kubectl apply");
    }

    [Fact]
    public void OfAutoscaler_SwitchedOffByZero_IsAFault() =>
        ScalerReport.OfAutoscaler(Autoscaler(("ScalingActive", "False", "ScalingDisabled")), true).Reason.ShouldBe("ScalingDisabled");

    [Theory]
    [InlineData(null, null)]
    [InlineData("Unknown", null)]
    [InlineData("True", true)]
    [InlineData("False", false)]
    public void OfKeda_Ready_IsCopied(string? ready, bool? isActive) => OfKeda(Keda(ready, ["s0-http-web"])).IsActive.ShouldBe(isActive);

    [Theory]
    [InlineData("Paused", "True", false)]
    [InlineData("Paused", "False", true)]
    [InlineData("Active", "Unknown", false)]
    [InlineData("Active", "False", true)]
    public void OfKeda_OtherConditions_AreCopiedWhereTheyTellOfAFault(string type, string status, bool isActive)
    {
        var report = OfKeda(Keda("True", ["s0-http-web"], new KedaCondition { Type = type, Status = status, Reason = "Its", Message = "words" }));

        report.IsActive.ShouldBe(isActive);
        (report.Reason, report.Message).ShouldBe(isActive ? (Reasons.ScalerActive, "") : ("Its", "ScaledObject web: words"));
    }

    [Fact]
    public void OfKeda_HttpMetricMissing_IsAFault() => OfKeda(Keda("True", ["s1-cpu"])).Reason.ShouldBe(Reasons.HttpMetricMissing);

    [Fact]
    public void OfKeda_NoExternalMetricAtAll_IsAFault() => OfKeda(Keda("True", null)).Reason.ShouldBe(Reasons.HttpMetricMissing);

    [Theory]
    [InlineData("FailedGetExternalMetric", 0, 0, true)]
    [InlineData("FailedGetExternalMetric", 1, 0, false)]
    [InlineData("ScalingDisabled", 0, 0, true)]
    [InlineData("ScalingDisabled", 0, 1, false)]
    public void OfKeda_ItsAutoscalerDoesNothing_IsAFaultUnlessTheAppMaySleepAndDoes(string reason, int count, int min, bool isActive)
    {
        var scaledObject = Keda("True", ["s0-http-web"]);
        scaledObject.Spec = new ScaledObjectSpec { MinReplicaCount = min };

        OfKeda(scaledObject, Autoscaler(("ScalingActive", "False", reason)), count).IsActive.ShouldBe(isActive);
    }

    [Theory]
    [InlineData("FailedGetResourceMetric", Reasons.MetricsApiMissing)]
    [InlineData("FailedGetExternalMetric", "FailedGetExternalMetric")]
    public void OfKeda_NoMetricsApi_IsToldOfResourceMetricsOnly(string reason, string told) =>
        ScalerReport.OfKeda(Keda("True", ["s0-http-web"]), Autoscaler(("ScalingActive", "False", reason)), 1, isMetricsServed: false).Reason.ShouldBe(told);

    [Fact]
    public void OfAutoscaler_ThatIsNotThere_HasNotReported() =>
        ScalerReport.OfAutoscaler(null, true).ShouldBe(new ScalerReport(null, Reasons.Pending, "the HorizontalPodAutoscaler has not reported yet"));

    [Theory]
    [InlineData("ScalingActive", "False", "Its", false)]
    [InlineData("AbleToScale", "False", "Its", false)]
    [InlineData("ScalingLimited", "False", "Its", null)]
    [InlineData("ScalingActive", "Unknown", "Its", null)]
    [InlineData("ScalingActive", "False", "", null)]
    [InlineData("AbleToScale", "True", "Its", null)]
    [InlineData("ScalingActive", "True", "Its", true)]
    public void OfAutoscaler_WithACondition_IsAFaultWhereThatIsFalseAndSaysWhy(string type, string status, string reason, bool? isActive) =>
        ScalerReport.OfAutoscaler(Autoscaler((type, status, reason)), true).IsActive.ShouldBe(isActive);

    [Fact]
    public void OfAutoscaler_WithAFault_RepeatsItsWords()
    {
        var autoscaler = Autoscaler(("ScalingActive", "False", "FailedGetResourceMetric"));
        autoscaler.Status.Conditions[0].Message = "no metrics";

        ScalerReport.OfAutoscaler(autoscaler, true)
            .ShouldBe(new ScalerReport(false, "FailedGetResourceMetric", "HorizontalPodAutoscaler web: no metrics"));
        ScalerReport.OfAutoscaler(autoscaler, null)
            .ShouldBe(new ScalerReport(false, "FailedGetResourceMetric", "HorizontalPodAutoscaler web: no metrics"));
    }

    [Fact]
    public void OfAutoscaler_Active_HasNothingToSay() =>
        ScalerReport.OfAutoscaler(Autoscaler(("ScalingActive", "True", "ValidMetricFound")), true).ShouldBe(new ScalerReport(true, Reasons.ScalerActive, ""));

    [Fact]
    public void OfKeda_ScaledObjectThatIsNotThere_HasNotReported() => ScalerReport.OfKeda(null, null, 1, true)
        .ShouldBe(new ScalerReport(null, Reasons.Pending, "KEDA has not reported on the ScaledObject yet"));

    [Fact]
    public void OfKeda_HttpMetricMissing_TellsTheRemedy() => OfKeda(Keda("True", ["s1-http"])).ShouldBe(new ScalerReport(
        false,
        Reasons.HttpMetricMissing,
        "KEDA scales without the HTTP metric, most often since its HTTP add-on did not answer when KEDA built the "
        + "HorizontalPodAutoscaler: see that the add-on runs, then delete that HorizontalPodAutoscaler, which KEDA builds anew"));

    [Theory]
    [InlineData("Ready", "False", "ScaledObjectNotReady")]
    [InlineData("Paused", "True", "ScaledObjectPaused")]
    [InlineData("Active", "Unknown", "ScaledObjectNotActive")]
    public void OfKeda_ConditionWithoutAReason_IsGivenOne(string type, string status, string reason)
    {
        var scaledObject = Keda("True", ["s0-http-web"]);
        scaledObject.Status = scaledObject.Status! with
        {
            Conditions =
            [
                new KedaCondition { Type = type, Status = status, Reason = "", Message = "words" },
                new KedaCondition { Type = "Ready", Status = "True" },
            ],
        };

        OfKeda(scaledObject).ShouldBe(new ScalerReport(false, reason, "ScaledObject web: words"));
    }

    [Fact]
    public void OfKeda_CountUnknown_ASwitchedOffAutoscalerIsAFault() => ScalerReport.OfKeda(
        Keda("True", ["s0-http-web"]), Autoscaler(("ScalingActive", "False", "ScalingDisabled")), count: null, isMetricsServed: true).IsActive.ShouldBe(false);

    private static ScalerReport OfKeda(ScaledObject scaledObject, V2HorizontalPodAutoscaler? autoscaler = null, int count = 1) =>
        ScalerReport.OfKeda(scaledObject, autoscaler, count, isMetricsServed: true);

    private static V2HorizontalPodAutoscaler Autoscaler(params (string Type, string Status, string Reason)[] conditions) => new()
    {
        Metadata = new V1ObjectMeta { Name = "web" },
        Status = new V2HorizontalPodAutoscalerStatus
        {
            Conditions =
            [
                .. conditions.Select(condition => new V2HorizontalPodAutoscalerCondition
                {
                    Type = condition.Type,
                    Status = condition.Status,
                    Reason = condition.Reason,
                }),
            ],
        },
    };

    private static ScaledObject Keda(string? ready, IReadOnlyList<string>? metrics, params IEnumerable<KedaCondition> more) => new()
    {
        Metadata = new V1ObjectMeta { Name = "web" },
        Spec = new ScaledObjectSpec { MinReplicaCount = 0 },
        Status = new ScaledObjectStatus
        {
            ExternalMetricNames = metrics,
            Conditions = ready is null ? [] : [new KedaCondition { Type = "Ready", Status = ready, Reason = "ScaledObjectCheckFailed" }, .. more],
        },
    };
}
