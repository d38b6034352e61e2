using System.Text.Json.Serialization;

namespace Hermes.Kubernetes.Tests.Schema;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Widget))]
[JsonSerializable(typeof(FaultyWidget))]
internal sealed partial class WidgetJsonContext : JsonSerializerContext;
