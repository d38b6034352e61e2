using System.Text.Json.Nodes;
using Hermes.Kubernetes.Schema;
using Hermes.Kubernetes.Yaml;
using Hermes.Operator.Entities;

namespace Hermes.Operator.Commands;

/// <summary>The manifests that are made from the code, by their path below the output folder.</summary>
internal static class GeneratedManifests
{
    private const string Header = "# Made by `dotnet run --project Hermes.Operator -- generate --output config`; a test compares it with the code.\n";

    public static IEnumerable<(string Path, string Content)> All()
    {
        yield return (
            $"crd/{HermesApp.KubeGroup}_{HermesApp.KubePluralName}.yaml",
            Document(CustomResourceDefinitionGenerator.Generate(HermesJsonContext.Default.HermesApp)));
    }

    private static string Document(JsonNode manifest) => Header + YamlWriter.Write(manifest);
}
