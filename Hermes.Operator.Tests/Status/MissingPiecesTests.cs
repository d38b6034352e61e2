using Hermes.Operator.Status;

namespace Hermes.Operator.Tests.Status;

/// <summary>The commands as a user copies them.</summary>
public sealed class MissingPiecesTests
{
    [Fact]
    public void Keda_Missing_IsInstalledByTheCommandThatIsTold() => MissingPieces.Keda("autoscaling").ShouldBe(new ScalingFault(
        "KedaNotInstalled",
        "scaling on HTTP requests needs KEDA, which is not installed: "
        + "helm install keda keda --repo https://kedacore.github.io/charts --namespace autoscaling --create-namespace"));

    [Fact]
    public void HttpAddOn_Missing_IsInstalledByTheCommandThatIsTold() => MissingPieces.HttpAddOn("autoscaling").ShouldBe(new ScalingFault(
        "HttpAddOnNotInstalled",
        "scaling on HTTP requests needs KEDA's HTTP add-on, which is not installed: "
        + "helm install http-add-on keda-add-ons-http --repo https://kedacore.github.io/charts --namespace autoscaling"));

    [Fact]
    public void MetricsApi_Missing_IsInstalledByTheCommandThatIsTold() => MissingPieces.MetricsApi.ShouldBe(new ScalingFault(
        "MetricsApiMissing",
        "scaling on cpu and memory needs the metrics API, which does not answer: "
        + "kubectl apply -f https://github.com/kubernetes-sigs/metrics-server/releases/latest/download/components.yaml"));
}
