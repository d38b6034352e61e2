using BenchmarkDotNet.Attributes;
using Hermes.Operator.Children;

namespace Hermes.Benchmarks.Micro;

/// <summary>The children of an app, built anew as at each reconcile.</summary>
[MemoryDiagnoser]
public class ChildrenBenchmarks
{
    /// <summary>Builds all four.</summary>
    [Benchmark]
    public object Build() => DesiredChildren.For(SampleObjects.App, SampleObjects.Environment);
}
