using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Hermes.Kubernetes.Entities;
using k8s;
using k8s.Models;

namespace Hermes.Operator.Installation;

/// <summary>
/// A CustomResourceDefinition whose schema stays JSON: the client's model of schemas has members of type object, which source-generated
/// contracts cannot write.
/// </summary>
[KubernetesEntity(Group = "apiextensions.k8s.io", ApiVersion = "v1", Kind = KubeKind, PluralName = "customresourcedefinitions")]
[EntityScope(EntityScope.Cluster)]
internal sealed class DefinitionDocument : IKubernetesObject<V1ObjectMeta>
{
    public const string KubeKind = "CustomResourceDefinition";

    [JsonPropertyName("apiVersion")]
    public string ApiVersion { get; set; } = "apiextensions.k8s.io/v1";

    [JsonPropertyName("kind")]
    public string Kind { get; set; } = KubeKind;

    [JsonPropertyName("metadata")]
    public V1ObjectMeta Metadata { get; set; } = new();

    [JsonPropertyName("spec")]
    public JsonObject? Spec { get; set; }

    [JsonPropertyName("status")]
    public V1CustomResourceDefinitionStatus? Status { get; set; }

    /// <summary>Whether the kind's objects are served.</summary>
    [JsonIgnore]
    public bool IsEstablished => Status?.Conditions?.Any(condition => condition is { Type: "Established", Status: "True" }) is true;
}
