using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Hermes.Kubernetes.Client;
using k8s.Models;

namespace Hermes.Benchmarks.Micro;

/// <summary>A line of a watch of Deployments, read as informers read it: managed fields are skipped.</summary>
[MemoryDiagnoser]
public class WatchLineBenchmarks
{
    private readonly ResourceDefinition<V1Deployment> _definition = SampleObjects.Catalog.Get<V1Deployment>();
    private readonly WatchOptions _options = new() { ResourceVersion = "1", OmitManagedFields = true };
    private byte[] _line = [];

    /// <summary>Makes the line.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var stored = JsonSerializer.Serialize(SampleObjects.Stored("0"), _definition.Contract);
        _line = Encoding.UTF8.GetBytes($$"""{"type":"MODIFIED","object":{{stored}}}""");
    }

    /// <summary>Reads it.</summary>
    [Benchmark]
    public object? Parse() => WatchLine.Parse(_definition, _line, _options);
}
