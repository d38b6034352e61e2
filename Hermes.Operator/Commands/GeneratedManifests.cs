using System.Reflection;
using System.Text.Json.Nodes;
using Hermes.Kubernetes.Entities;
using Hermes.Kubernetes.Schema;
using Hermes.Kubernetes.Yaml;
using Hermes.Operator.Controllers;
using Hermes.Operator.Entities;

namespace Hermes.Operator.Commands;

/// <summary>The manifests that are made from the code, by their path below the output folder.</summary>
internal static class GeneratedManifests
{
    private const string Header = "# Made by `dotnet run --project Hermes.Operator -- generate --output config`; a test compares it with the code.\n";
    private const string Operator = "hermes-operator";
    private const string Namespace = "hermes-system";

    public static IEnumerable<(string Path, string Content)> All()
    {
        yield return (
            $"crd/{HermesApp.KubeGroup}_{HermesApp.KubePluralName}.yaml",
            Document(CustomResourceDefinitionGenerator.Generate(HermesJsonContext.Default.HermesApp)));
        yield return ("rbac/service_account.yaml", Document(ServiceAccount()));
        yield return (
            "rbac/cluster_role.yaml",
            Document(RbacGenerator.ClusterRole(Operator, typeof(HermesAppController).GetCustomAttributes<EntityRbacAttribute>())));
        yield return ("rbac/cluster_role_binding.yaml", Document(ClusterRoleBinding()));
    }

    private static JsonObject ServiceAccount() => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ServiceAccount",
        ["metadata"] = new JsonObject { ["name"] = Operator, ["namespace"] = Namespace },
    };

    private static JsonObject ClusterRoleBinding() => new()
    {
        ["apiVersion"] = "rbac.authorization.k8s.io/v1",
        ["kind"] = "ClusterRoleBinding",
        ["metadata"] = new JsonObject { ["name"] = Operator },
        ["roleRef"] = new JsonObject
        {
            ["apiGroup"] = "rbac.authorization.k8s.io",
            ["kind"] = "ClusterRole",
            ["name"] = Operator,
        },
        ["subjects"] = new JsonArray(new JsonObject
        {
            ["kind"] = "ServiceAccount",
            ["name"] = Operator,
            ["namespace"] = Namespace,
        }),
    };

    private static string Document(JsonNode manifest) => Header + YamlWriter.Write(manifest);
}
