using Hermes.Kubernetes.Client;
using Hermes.Operator.Status;
using k8s.Models;

namespace Hermes.Operator.Diagnosis;

/// <summary>Who takes Ingresses.</summary>
internal static class IngressClassCheck
{
    private const string Piece = "ingress classes";

    public static async Task<Finding> RunAsync(IKubernetesClient client, CancellationToken cancellationToken)
    {
        try
        {
            return Of((await client.ListAsync<V1IngressClass>(new ListOptions(), cancellationToken)).Items);
        }
        catch (Exception failure) when (Failures.IsOfTheCluster(failure))
        {
            return new(FindingState.Unknown, Piece, Failures.Describe(failure));
        }
    }

    private static Finding Of(IReadOnlyList<V1IngressClass> classes)
    {
        if (classes.Count == 0)
        {
            return new(FindingState.Missing, Piece, "there is none, so nothing takes an Ingress: install an ingress controller");
        }

        var names = string.Join(", ", classes
            .OrderBy(@class => @class.Metadata.Name, StringComparer.Ordinal)
            .Select(@class => $"{@class.Metadata.Name}{(IngressControllers.IsDefault(@class) ? " (default)" : "")}"));
        var hint = classes.Any(IngressControllers.IsTraefik) ? $"; with HTTP scaling {IngressControllers.TraefikHint}" : "";
        return classes.Any(IngressControllers.IsDefault)
            ? new(FindingState.Ok, Piece, names + hint)
            : new(FindingState.Ok, Piece, $"{names}; none is the default, so an app has to name its spec.ingress.className{hint}");
    }
}
