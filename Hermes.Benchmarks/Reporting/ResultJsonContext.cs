using System.Text.Json.Serialization;
using Hermes.Benchmarks.Load;

namespace Hermes.Benchmarks.Reporting;

/// <summary>JSON contracts of the results.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(LoadResult))]
internal sealed partial class ResultJsonContext : JsonSerializerContext;
