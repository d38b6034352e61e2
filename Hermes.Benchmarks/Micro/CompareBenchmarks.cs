using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Hermes.Kubernetes.Applying;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Configuration;
using Hermes.Kubernetes.Transport;
using k8s.Models;

namespace Hermes.Benchmarks.Micro;

/// <summary>Whether a Deployment has to be applied: by what is remembered of it, and by its values where nothing is.</summary>
[MemoryDiagnoser]
public class CompareBenchmarks
{
    // Nothing is sent.
    private static readonly ApiConnection Connection = new(new ClusterConfiguration { Server = new Uri("https://localhost") });

    private readonly V1Deployment _desired = SampleObjects.Desired;
    private readonly JsonElement _wanted;
    private readonly JsonElement _stored;
    private readonly OwnedObjectApplier<V1Deployment> _applier;

    /// <summary>Has an applier know the Deployment as it was applied.</summary>
    public CompareBenchmarks()
    {
        var contract = SampleObjects.Catalog.Get<V1Deployment>().Contract;
        var document = DesiredDocument.From(_desired, contract);
        var stored = SampleObjects.Stored(document.Hash);
        (_wanted, _stored) = (document.Root, JsonSerializer.SerializeToElement(stored, contract));
        _applier = new OwnedObjectApplier<V1Deployment>(
            new ResourceClient(Connection, SampleObjects.Catalog),
            new KnownObjects<V1Deployment>(new StandingInformer<V1Deployment>(stored), TimeProvider.System),
            contract,
            new ApplyingOptions { FieldManager = "hermes-operator", AppliedAnnotation = "hermes.dev/applied", AdoptAnnotation = "hermes.dev/adopt" },
            TimeProvider.System);
    }

    /// <summary>The steady path of an apply: nothing is sent.</summary>
    [Benchmark]
    public object ApplyUnchanged() => _applier.ApplyAsync(_desired, null, SampleObjects.App, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Value by value.</summary>
    [Benchmark]
    public string? CompareValues() => DesiredFields.FirstDifference(_wanted, _stored);
}
