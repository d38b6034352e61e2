namespace Hermes.Operator.Status;

/// <summary>What a cluster may lack for scaling: the reason, and the command that installs it. The only place that says so.</summary>
internal static class MissingPieces
{
    private const string KedaCharts = "--repo https://kedacore.github.io/charts";

    public static ScalingFault Keda(string kedaNamespace) => new(
        Reasons.KedaNotInstalled,
        "scaling on HTTP requests needs KEDA, which is not installed: "
        + $"helm install keda keda {KedaCharts} --namespace {kedaNamespace} --create-namespace");

    public static ScalingFault HttpAddOn(string kedaNamespace) => new(
        Reasons.HttpAddOnNotInstalled,
        "scaling on HTTP requests needs KEDA's HTTP add-on, which is not installed: "
        + $"helm install http-add-on keda-add-ons-http {KedaCharts} --namespace {kedaNamespace}");

    public static ScalingFault MetricsApi { get; } = new(
        Reasons.MetricsApiMissing,
        "scaling on cpu and memory needs the metrics API, which does not answer: "
        + "kubectl apply -f https://github.com/kubernetes-sigs/metrics-server/releases/latest/download/components.yaml");
}
