using k8s.Models;

namespace Hermes.Operator.Status;

/// <summary>What IngressClasses tell of the controllers behind them.</summary>
internal static class IngressControllers
{
    public const string TraefikHint = "Traefik follows a Service of type ExternalName, through which traffic leads, only with "
        + "providers.kubernetesIngress.allowExternalNameServices=true";

    private const string DefaultAnnotation = "ingressclass.kubernetes.io/is-default-class";

    /// <summary>Whether Ingresses that name no class are of this one.</summary>
    public static bool IsDefault(V1IngressClass @class) =>
        @class.Metadata.Annotations?.TryGetValue(DefaultAnnotation, out var value) is true && value == "true";

    /// <summary>Whether it is Traefik's, K3s' default, which refuses Services of type ExternalName without a word in the Ingress.</summary>
    public static bool IsTraefik(V1IngressClass @class) =>
        @class.Spec?.Controller?.StartsWith("traefik.io/", StringComparison.Ordinal) is true;
}
