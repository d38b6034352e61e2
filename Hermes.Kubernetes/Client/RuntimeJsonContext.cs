using System.Text.Json;
using System.Text.Json.Serialization;
using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Client;

/// <summary>
/// JSON contracts of what the runtime itself reads and writes, in the form that the official client gives them: what is null is not written, times are
/// RFC 3339. <see cref="JsonElement"/> is what the client leaves untyped, such as the defaults in a CRD's schema.
/// </summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters =
    [
        typeof(KubernetesJson.Iso8601TimeSpanConverter),
        typeof(KubernetesJson.KubernetesDateTimeConverter),
        typeof(KubernetesJson.KubernetesDateTimeOffsetConverter),
    ])]
[JsonSerializable(typeof(Corev1Event))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(V1APIResourceList))]
[JsonSerializable(typeof(V1DeleteOptions))]
[JsonSerializable(typeof(V1Lease))]
[JsonSerializable(typeof(V1ListMeta))]
[JsonSerializable(typeof(VersionInfo))]
internal sealed partial class RuntimeJsonContext : JsonSerializerContext;
