using System.Text.Json.Serialization;

namespace Hermes.Kubernetes.Tests.Client;

[JsonSourceGenerationOptions(UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Widget))]
public sealed partial class ClientTestsJsonContext : JsonSerializerContext;
