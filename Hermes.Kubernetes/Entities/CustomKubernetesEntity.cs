using System.Text.Json.Serialization;
using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Entities;

/// <summary>
/// A custom resource: derive a class, mark it with <see cref="KubernetesEntityAttribute"/>, and its CRD is generated from it.
/// </summary>
/// <typeparam name="TSpec">What the user writes.</typeparam>
/// <typeparam name="TStatus">What the controller writes.</typeparam>
public abstract class CustomKubernetesEntity<TSpec, TStatus> : IKubernetesObject<V1ObjectMeta>, ISpec<TSpec>, IStatus<TStatus?>
    where TSpec : new()
    where TStatus : class
{
    /// <summary>The group and version, such as <c>hermes.dev/v1alpha1</c>.</summary>
    [JsonPropertyName("apiVersion")]
    [JsonPropertyOrder(-4)]
    public string ApiVersion { get; set; } = "";

    /// <summary>The kind.</summary>
    [JsonPropertyName("kind")]
    [JsonPropertyOrder(-3)]
    public string Kind { get; set; } = "";

    /// <summary>Standard object metadata.</summary>
    [JsonPropertyName("metadata")]
    [JsonPropertyOrder(-2)]
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>The wished state.</summary>
    [JsonPropertyName("spec")]
    [JsonPropertyOrder(-1)]
    public TSpec Spec { get; set; } = new();

    /// <summary>The observed state; null until the controller has written it.</summary>
    [JsonPropertyName("status")]
    public TStatus? Status { get; set; }
}
