using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Schema;
using Hermes.Operator.Entities;
using k8s.Models;

namespace Hermes.Operator.Installation;

/// <summary>
/// Installs the definition of HermesApp into clusters that are there to be played with: demos, tests and benchmarks. Elsewhere
/// <c>config/crd</c> is applied, by whoever may write definitions; the operator itself may not.
/// </summary>
internal sealed class DefinitionInstaller(IKubernetesClient client, ResourceCatalog catalog)
{
    private static readonly ApplyOptions Options = new("hermes-installer", Force: true);

    /// <summary>Applies the definition, and waits until HermesApps are served.</summary>
    public async Task InstallAsync(CancellationToken cancellationToken)
    {
        var contract = (JsonTypeInfo<V1CustomResourceDefinition>)catalog.SerializerOptions.GetTypeInfo(typeof(V1CustomResourceDefinition));
        var definition = CustomResourceDefinitionGenerator.Generate(HermesJsonContext.Default.HermesApp).Deserialize(contract)!;
        var stored = await client.ApplyAsync(definition, Options, cancellationToken);
        while (!IsEstablished(stored) && !await TellsEstablishedAsync(stored, cancellationToken))
        {
            // A server ends its watches when it likes.
            stored = await client.GetAsync<V1CustomResourceDefinition>(stored.Metadata.Name, null, cancellationToken)
                ?? throw new InvalidOperationException($"The definition {stored.Metadata.Name} was deleted before it was served.");
        }
    }

    /// <returns>Whether the definition was established before the watch ended.</returns>
    private async Task<bool> TellsEstablishedAsync(V1CustomResourceDefinition stored, CancellationToken cancellationToken)
    {
        var options = new WatchOptions
        {
            FieldSelector = $"metadata.name={stored.Metadata.Name}",
            ResourceVersion = stored.Metadata.ResourceVersion,
        };
        await foreach (var change in client.WatchAsync<V1CustomResourceDefinition>(options, cancellationToken))
        {
            if (change.Type is not (WatchEventType.Bookmark or WatchEventType.Deleted) && IsEstablished(change.Object))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsEstablished(V1CustomResourceDefinition definition) =>
        definition.Status?.Conditions?.Any(condition => condition is { Type: "Established", Status: "True" }) is true;
}
