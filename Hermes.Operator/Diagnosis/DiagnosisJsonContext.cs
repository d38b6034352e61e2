using System.Text.Json.Serialization;

namespace Hermes.Operator.Diagnosis;

/// <summary>JSON contracts of what only a diagnosis sends.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AccessReview))]
internal sealed partial class DiagnosisJsonContext : JsonSerializerContext;
