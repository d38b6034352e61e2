using System.Text.Json.Serialization;
using Hermes.Operator.Entities.Keda;
using k8s.Models;

namespace Hermes.Operator.Entities;

/// <summary>JSON contracts of the kinds that are read and written. What is null is not written: server-side apply owns exactly what is named.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HermesApp))]
[JsonSerializable(typeof(ScaledObject))]
[JsonSerializable(typeof(HttpScaledObject))]
[JsonSerializable(typeof(InterceptorRoute))]
[JsonSerializable(typeof(V1APIService))]
[JsonSerializable(typeof(V1CustomResourceDefinition))]
[JsonSerializable(typeof(V1Deployment))]
[JsonSerializable(typeof(V1Ingress))]
[JsonSerializable(typeof(V1IngressClass))]
[JsonSerializable(typeof(V1Pod))]
[JsonSerializable(typeof(V1Service))]
[JsonSerializable(typeof(V2HorizontalPodAutoscaler))]
internal sealed partial class HermesJsonContext : JsonSerializerContext;
