using System.Text.Json;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Schema;
using Hermes.Operator.Entities;

namespace Hermes.Operator.Installation;

/// <summary>
/// Installs the definition of HermesApp into clusters that are there to be played with: demos, tests and benchmarks. Elsewhere it is
/// <c>config/crd</c> that is applied, by whoever may write definitions.
/// </summary>
/// <param name="client">A client whose catalog knows <see cref="InstallationJsonContext"/>.</param>
internal sealed class DefinitionInstaller(IKubernetesClient client)
{
    private static readonly ApplyOptions Options = new("hermes-installer", Force: true);

    /// <summary>Applies the definition, and waits until HermesApps are served.</summary>
    public async Task InstallAsync(CancellationToken cancellationToken)
    {
        var definition = CustomResourceDefinitionGenerator.Generate(HermesJsonContext.Default.HermesApp)
            .Deserialize(InstallationJsonContext.Default.DefinitionDocument)!;
        var stored = await client.ApplyAsync(definition, Options, cancellationToken);
        if (stored.IsEstablished)
        {
            return;
        }

        var options = new WatchOptions
        {
            FieldSelector = $"metadata.name={stored.Metadata.Name}",
            ResourceVersion = stored.Metadata.ResourceVersion,
        };
        await foreach (var change in client.WatchAsync<DefinitionDocument>(options, cancellationToken))
        {
            if (change.Type != WatchEventType.Bookmark && change.Object.IsEstablished)
            {
                return;
            }
        }
    }
}
