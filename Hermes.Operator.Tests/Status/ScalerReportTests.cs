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
    public void OfKeda_Ready_IsCopied(string? ready, bool? isActive) =>
        ScalerReport.OfKeda(Keda(ready, ["s0-http-web"]), null, isZero: false).IsActive.ShouldBe(isActive);

    [Fact]
    public void OfKeda_HttpMetricMissing_IsAFault() =>
        ScalerReport.OfKeda(Keda("True", ["s1-cpu"]), null, isZero: false).Reason.ShouldBe(Reasons.HttpMetricMissing);

    [Fact]
    public void OfKeda_NoExternalMetricAtAll_IsAFault() =>
        ScalerReport.OfKeda(Keda("True", null), null, isZero: false).Reason.ShouldBe(Reasons.HttpMetricMissing);

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void OfKeda_ItsAutoscalerFails_IsAFaultWhilePodsRun(bool isZero, bool isActive) =>
        ScalerReport.OfKeda(Keda("True", ["s0-http-web"]), Autoscaler(("ScalingActive", "False", "FailedGetExternalMetric")), isZero)
            .IsActive.ShouldBe(isActive);

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

    private static ScaledObject Keda(string? ready, IReadOnlyList<string>? metrics) => new()
    {
        Metadata = new V1ObjectMeta { Name = "web" },
        Status = new ScaledObjectStatus
        {
            ExternalMetricNames = metrics,
            Conditions = ready is null ? [] : [new KedaCondition { Type = "Ready", Status = ready, Reason = "ScaledObjectCheckFailed" }],
        },
    };
}
