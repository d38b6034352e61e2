using System.Text.Json;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Yaml;
using Hermes.Operator.Entities;
using k8s;
using k8s.Models;

namespace Hermes.Operator.Commands;

/// <summary>Children as YAML, by the contracts with which the controller sends them.</summary>
internal static class ChildManifests
{
    private static readonly JsonSerializerOptions Contracts = new ResourceCatalog([HermesJsonContext.Default]).SerializerOptions;

    /// <summary>One document for each child, with separators between them.</summary>
    public static string Write(IEnumerable<IKubernetesObject<V1ObjectMeta>> children) => string.Join("---\n", children.Select(child =>
        YamlWriter.Write(JsonSerializer.SerializeToNode(child, Contracts.GetTypeInfo(child.GetType())))));
}
