using Hermes.Kubernetes.Client;
using Hermes.Operator.Hosting;

namespace Hermes.Operator.Diagnosis;

/// <summary>Looks for everything that the operator and its apps lean on. It reads, and asks what it may do; it changes nothing.</summary>
/// <param name="client">The API server.</param>
/// <param name="discovery">What it serves.</param>
/// <param name="catalog">The kinds.</param>
/// <param name="options">How the operator is to run.</param>
/// <param name="podNamespace">The namespace of the pod, or of the kubeconfig's context.</param>
internal sealed class ClusterDiagnosis(
    IKubernetesClient client, IClusterDiscovery discovery, ResourceCatalog catalog, OperatorOptions options, string podNamespace)
{
    /// <summary>What was found, in a fixed order.</summary>
    /// <exception cref="KubernetesException">The server refused the first question: nothing can be found.</exception>
    /// <exception cref="HttpRequestException">There was no connection.</exception>
    /// <exception cref="IOException">The answer broke off or made no sense.</exception>
    /// <exception cref="TimeoutException">No answer came in time.</exception>
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var version = await discovery.GetServerVersionAsync(cancellationToken);
        var served = await ServedKinds.ReadAsync(discovery, cancellationToken);
        return
        [
            new Finding(FindingState.Ok, "API server", version.GitVersion, IsNeeded: true),
            await new DefinitionCheck(client, catalog, served).RunAsync(cancellationToken),
            .. await new KedaCheck(client, served, options).RunAsync(cancellationToken),
            await new MetricsCheck(client, served).RunAsync(cancellationToken),
            await IngressClassCheck.RunAsync(client, cancellationToken),
            .. await new GrantCheck(client, served, options, podNamespace).RunAsync(cancellationToken),
        ];
    }
}
