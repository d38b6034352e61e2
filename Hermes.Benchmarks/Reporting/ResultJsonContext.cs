using System.Text.Json.Serialization;
using Hermes.Benchmarks.Drift;
using Hermes.Benchmarks.Idle;
using Hermes.Benchmarks.Load;
using Hermes.Benchmarks.Memory;
using Hermes.Benchmarks.Restart;

namespace Hermes.Benchmarks.Reporting;

/// <summary>JSON contracts of the results.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(DriftResult))]
[JsonSerializable(typeof(IdleResult))]
[JsonSerializable(typeof(LoadResult))]
[JsonSerializable(typeof(MemoryResult))]
[JsonSerializable(typeof(RestartResult))]
internal sealed partial class ResultJsonContext : JsonSerializerContext;
