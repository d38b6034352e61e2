using System.Text.Json.Serialization;
using Hermes.Operator.Entities.Keda;

namespace Hermes.Operator.Entities;

/// <summary>JSON contracts of the kinds defined here. What is null is not written: server-side apply owns exactly what is named.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HermesApp))]
[JsonSerializable(typeof(ScaledObject))]
[JsonSerializable(typeof(HttpScaledObject))]
[JsonSerializable(typeof(InterceptorRoute))]
internal sealed partial class HermesJsonContext : JsonSerializerContext;
