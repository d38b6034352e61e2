using Hermes.Kubernetes.Client;
using HermesAppKind = Hermes.Operator.Entities.HermesApp;

namespace Hermes.Operator.Diagnosis;

/// <summary>Which kinds beyond Kubernetes' own are served. Everybody who is authenticated may ask that; ignorance is null.</summary>
internal sealed record ServedKinds(
    bool? HermesApp, bool? ScaledObject, bool? HttpScaledObject, bool? InterceptorRoute, bool? PodMetrics)
{
    public static async Task<ServedKinds> ReadAsync(IClusterDiscovery discovery, CancellationToken cancellationToken)
    {
        var served = await Task.WhenAll(
            IsServedAsync(HermesAppKind.KubeGroup, HermesAppKind.KubeApiVersion, HermesAppKind.KubePluralName),
            IsServedAsync("keda.sh", "v1alpha1", "scaledobjects"),
            IsServedAsync("http.keda.sh", "v1alpha1", "httpscaledobjects"),
            IsServedAsync("http.keda.sh", "v1beta1", "interceptorroutes"),
            IsServedAsync("metrics.k8s.io", "v1beta1", "pods"));
        return new(served[0], served[1], served[2], served[3], served[4]);

        async Task<bool?> IsServedAsync(string group, string version, string plural)
        {
            try
            {
                var resources = await discovery.GetServedResourcesAsync(group, version, cancellationToken);
                return resources?.Any(resource => resource.Name == plural) is true;
            }
            catch (Exception failure) when (Failures.IsOfTheCluster(failure))
            {
                return null;
            }
        }
    }
}
