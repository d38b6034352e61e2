using Hermes.Kubernetes.Client;
using Hermes.Operator.Controllers;
using Hermes.Operator.Status;
using k8s.Models;

namespace Hermes.Operator.Diagnosis;

/// <summary>The metrics API, which HorizontalPodAutoscalers read cpu and memory from.</summary>
internal sealed class MetricsCheck(IKubernetesClient client, ServedKinds served)
{
    private const string Piece = "metrics API";

    public async Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            // As the operator asks: its grant is to list this one.
            var listed = await client.ListAsync<V1APIService>(
                new ListOptions { FieldSelector = $"metadata.name={AppInformers.MetricsApiService}" }, cancellationToken);
            return OfService(listed.Items.SingleOrDefault());
        }
        catch (Exception failure) when (Failures.IsOfTheCluster(failure))
        {
            // Whoever may not read APIServices may still ask what is served; one that is down cannot tell.
            return served.PodMetrics switch
            {
                true => new(FindingState.Ok, Piece, "metrics.k8s.io/v1beta1 is served"),
                false => Missing(),
                null => new(FindingState.Unknown, Piece, Failures.Describe(failure)),
            };
        }
    }

    private static Finding OfService(V1APIService? service)
    {
        var condition = service?.Status?.Conditions?.FirstOrDefault(condition => condition.Type == "Available");
        return service is null ? Missing()
            : ClusterView.IsAvailable(service) ? new(FindingState.Ok, Piece, $"APIService {service.Metadata.Name} is available")
            : new(
                FindingState.Wrong,
                Piece,
                $"APIService {service.Metadata.Name} is not available ({condition?.Reason ?? "no condition"}): "
                + "kubectl --namespace kube-system get pods --selector k8s-app=metrics-server");
    }

    private static Finding Missing() => new(FindingState.Missing, Piece, MissingPieces.MetricsApi.Message);
}
