using Hermes.Kubernetes.Applying;
using Hermes.Kubernetes.Tests.Transport;
using k8s.Models;

namespace Hermes.Kubernetes.Tests.Faults;

/// <summary>What applies one owned ConfigMap through the client under test.</summary>
internal sealed class TestedApplier(FaultyCluster cluster, V1ConfigMap owner)
{
    public const string Name = "child";

    private readonly OwnedObjectApplier<V1ConfigMap> _applier = new(
        cluster.Client,
        new KnownObjects<V1ConfigMap>(cluster.Informer, cluster.Time),
        ServerFixture.Catalog.Get<V1ConfigMap>().Contract,
        new ApplyingOptions { FieldManager = "tested", AppliedAnnotation = "example.dev/applied", AdoptAnnotation = "example.dev/adopt" },
        cluster.Time);

    public static TimeSpan RefusalRetry { get; } = new ApplyingOptions { FieldManager = "", AppliedAnnotation = "", AdoptAnnotation = "" }.RefusalRetry;

    public Task<ApplyOutcome<V1ConfigMap>> ApplyAsync(string value) =>
        _applier.ApplyAsync(Desired(value), null, owner, CancellationToken.None).WaitAsync(Patience.Limit);

    public V1ConfigMap Desired(string value)
    {
        var child = FaultyCluster.ConfigMap(Name, value);
        child.Metadata.OwnerReferences =
        [
            new V1OwnerReference { ApiVersion = "v1", Kind = "ConfigMap", Name = owner.Metadata.Name, Uid = owner.Metadata.Uid, Controller = true },
        ];
        return child;
    }
}
