using Hermes.Kubernetes.Client;
using Hermes.Operator.Controllers;
using Hermes.Operator.Hosting;
using Hermes.Operator.Status;
using k8s.Models;

namespace Hermes.Operator.Diagnosis;

/// <summary>KEDA and its HTTP add-on, which scaling on HTTP requests needs.</summary>
internal sealed class KedaCheck(IKubernetesClient client, ServedKinds served, OperatorOptions options)
{
    private const string NotTold = "the server did not tell which kinds it serves of";

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        List<Finding> findings = [Keda(), HttpAddOn()];
        if (findings[^1].State == FindingState.Ok)
        {
            findings.Add(await InterceptorAsync(cancellationToken));
        }

        return findings;
    }

    private Finding Keda()
    {
        const string Piece = "KEDA";
        return served.ScaledObject switch
        {
            true => new(FindingState.Ok, Piece, "ScaledObject (keda.sh/v1alpha1) is served"),
            false => new(FindingState.Missing, Piece, MissingPieces.Keda(options.KedaNamespace).Message),
            null => new(FindingState.Unknown, Piece, $"{NotTold} keda.sh/v1alpha1"),
        };
    }

    private Finding HttpAddOn()
    {
        const string Piece = "KEDA HTTP add-on";
        var (first, second) = options.PreferInterceptorRoute
            ? (served.InterceptorRoute, served.HttpScaledObject)
            : (served.HttpScaledObject, served.InterceptorRoute);
        return ClusterView.IsEitherServed(first, second) switch
        {
            true => new(FindingState.Ok, Piece, $"{RouteKind()} is served, and used"),
            false => new(FindingState.Missing, Piece, MissingPieces.HttpAddOn(options.KedaNamespace).Message),
            null => new(FindingState.Unknown, Piece, $"{NotTold} http.keda.sh"),
        };
    }

    private string RouteKind() =>
        served.InterceptorRoute is true && (options.PreferInterceptorRoute || served.HttpScaledObject is false)
            ? "InterceptorRoute (http.keda.sh/v1beta1)"
            : "HTTPScaledObject (http.keda.sh/v1alpha1)";

    private async Task<Finding> InterceptorAsync(CancellationToken cancellationToken)
    {
        const string Piece = "interceptor";
        var name = $"{options.KedaNamespace}/{options.InterceptorService}";
        try
        {
            var service = await client.GetAsync<V1Service>(options.InterceptorService, options.KedaNamespace, cancellationToken);
            return service is null
                ? new(
                    FindingState.Missing,
                    Piece,
                    $"there is no Service {name} for traffic to lead through: say where it is with --keda-namespace and --interceptor-service")
                : service.Spec?.Ports?.Any(port => port.Port == options.InterceptorPort) is true
                ? new(FindingState.Ok, Piece, $"Service {name}, port {options.InterceptorPort}")
                : new(FindingState.Wrong, Piece, $"Service {name} has no port {options.InterceptorPort}: say which it has with --interceptor-port");
        }
        catch (Exception failure) when (Failures.IsOfTheCluster(failure))
        {
            return new(FindingState.Unknown, Piece, Failures.Describe(failure));
        }
    }
}
