using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Schema;
using Hermes.Operator.Controllers;
using Hermes.Operator.Entities;
using k8s.Models;

namespace Hermes.Operator.Diagnosis;

/// <summary>HermesApp's definition: whether it is there, served, and this operator's own.</summary>
internal sealed class DefinitionCheck(IKubernetesClient client, ResourceCatalog catalog, ServedKinds served)
{
    private const string Piece = "HermesApp CRD";
    private const string Name = $"{HermesApp.KubePluralName}.{HermesApp.KubeGroup}";
    private const string Remedy = "kubectl apply --server-side -f config/crd";

    private readonly JsonTypeInfo<V1CustomResourceDefinition> _contract = catalog.Get<V1CustomResourceDefinition>().Contract;

    public async Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return Judge(await client.GetAsync<V1CustomResourceDefinition>(Name, null, cancellationToken));
        }
        catch (Exception failure) when (Failures.IsOfTheCluster(failure))
        {
            // The operator's own grants do not reach it, and need not.
            return served.HermesApp switch
            {
                true => Found(FindingState.Ok, $"{HermesApp.GroupVersion} is served; its definition cannot be read, so that it is not compared"),
                false => Found(FindingState.Missing, $"{HermesApp.GroupVersion} is not served: {Remedy}"),
                null => Found(FindingState.Unknown, Failures.Describe(failure)),
            };
        }
    }

    private Finding Judge(V1CustomResourceDefinition? definition)
    {
        if (definition is null)
        {
            return Found(FindingState.Missing, $"{Name} is not installed: {Remedy}");
        }

        if (!AppInformers.IsEstablished(definition))
        {
            var refusal = definition.Status?.Conditions?.FirstOrDefault(condition => condition.Status == "False")?.Message;
            return Found(FindingState.Wrong, $"{Name} is not established{(refusal is null ? "" : $": {refusal}")}");
        }

        var version = definition.Spec.Versions.FirstOrDefault(version => version.Storage)?.Name;
        if (version != HermesApp.KubeApiVersion)
        {
            return Found(FindingState.Wrong, $"{Name} stores {version}, and this operator {HermesApp.KubeApiVersion}: {Remedy}");
        }

        return IsOurs(definition)
            ? Found(FindingState.Ok, $"{Name}, {version} is stored and served, as this operator has it")
            : Found(FindingState.Wrong, $"{Name} is of another version of the operator: {Remedy}");
    }

    private static Finding Found(FindingState state, string message) => new(state, Piece, message, IsNeeded: true);

    /// <summary>Compares the version that is stored, by the contract that drops what the server would fill in or leave out.</summary>
    private bool IsOurs(V1CustomResourceDefinition definition)
    {
        var ours = CustomResourceDefinitionGenerator.Generate(HermesJsonContext.Default.HermesApp).Deserialize(_contract)!;
        return JsonElement.DeepEquals(Stored(ours), Stored(definition));
    }

    private JsonElement Stored(V1CustomResourceDefinition definition) => JsonSerializer.SerializeToElement(
        new V1CustomResourceDefinition
        {
            Metadata = new V1ObjectMeta(),
            Spec = definition.Spec with
            {
                Conversion = null,
                Names = definition.Spec.Names with { ListKind = null, Singular = null },
                Versions = [.. definition.Spec.Versions.Where(version => version.Storage)],
            },
        },
        _contract);
}
