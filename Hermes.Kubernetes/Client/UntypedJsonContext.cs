using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hermes.Kubernetes.Client;

/// <summary>The contract of what the official client leaves untyped, such as the defaults and the items in a CRD's schema.</summary>
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class UntypedJsonContext : JsonSerializerContext;
