using System.Globalization;
using Hermes.Operator.Entities.Keda;
using k8s;
using k8s.Models;

namespace Hermes.Demo.Snapshots;

/// <summary>What is worth knowing of an object, in a few words.</summary>
internal static class ChildDetail
{
    public static string Of(IKubernetesObject<V1ObjectMeta> child) => child switch
    {
        V1Deployment deployment => Text($"{deployment.Status?.AvailableReplicas ?? 0}/{deployment.Spec.Replicas ?? 0} available"),
        V1Service service => Of(service.Spec, Addresses(service.Status?.LoadBalancer?.Ingress, i => i.Ip ?? i.Hostname)),
        V1Ingress ingress => Of(ingress.Spec, Addresses(ingress.Status?.LoadBalancer?.Ingress, i => i.Ip ?? i.Hostname)),
        V2HorizontalPodAutoscaler autoscaler => Of(autoscaler.Spec),
        ScaledObject { Spec: { } spec } =>
            Text($"{spec.MinReplicaCount ?? 0} to {spec.MaxReplicaCount ?? 100}, {Joined(spec.Triggers?.Select(trigger => trigger.Type))}"),
        HttpScaledObject { Spec: { } spec } => Joined(spec.Hosts),
        InterceptorRoute { Spec: { } spec } => Joined(spec.Rules?.SelectMany(rule => rule.Hosts ?? [])),
        _ => "",
    };

    private static string Of(V1ServiceSpec service, string addresses)
    {
        if (service.Type == "ExternalName")
        {
            return $"ExternalName {service.ExternalName}";
        }

        var ports = Joined(service.Ports?.Select(port => Text($"{port.Port}")));
        return $"{service.Type ?? "ClusterIP"}, port {ports}{addresses}";
    }

    private static string Of(V1IngressSpec ingress, string addresses)
    {
        var hosts = Joined(ingress.Rules?.Select(rule => rule.Host));
        return (ingress.IngressClassName is { } name ? $"{name}, {hosts}" : hosts) + addresses;
    }

    private static string Of(V2HorizontalPodAutoscalerSpec autoscaler)
    {
        var targets = autoscaler.Metrics?
            .Where(metric => metric.Resource is not null)
            .Select(metric => Text($"{metric.Resource.Name} {metric.Resource.Target.AverageUtilization}%"));
        return Text($"{autoscaler.MinReplicas ?? 1} to {autoscaler.MaxReplicas}, {Joined(targets)}");
    }

    private static string Addresses<T>(IEnumerable<T>? points, Func<T, string?> address) =>
        points is not null && Joined(points.Select(address)) is { Length: > 0 } joined ? ", at " + joined : "";

    private static string Joined(IEnumerable<string?>? texts) => string.Join(", ", (texts ?? []).Where(text => !string.IsNullOrEmpty(text)));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
