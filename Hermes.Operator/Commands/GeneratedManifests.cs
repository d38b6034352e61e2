using System.Reflection;
using System.Text.Json.Nodes;
using Hermes.Kubernetes.Entities;
using Hermes.Kubernetes.Schema;
using Hermes.Kubernetes.Yaml;
using Hermes.Operator.Controllers;
using Hermes.Operator.Entities;
using Hermes.Operator.Hosting;
using Hermes.Operator.Tenancy;
using k8s.Models;

namespace Hermes.Operator.Commands;

/// <summary>The manifests that are made from the code, by their path below the output folder.</summary>
internal static class GeneratedManifests
{
    private const string Header = "# Made by `dotnet run --project Hermes.Operator -- generate --output config`; a test compares it with the code.\n";
    private const string Operator = "hermes-operator";
    private const string LeaderElection = "hermes-operator-leader-election";
    private const string Namespace = "hermes-system";

    private static readonly OperatorOptions Defaults = new();

    // A create by POST has no name that a grant could be limited to. A PUT that creates does: kube-apiserver then asks for both verbs.
    public static EntityRbacAttribute LeaseGrant { get; } = new(typeof(V1Lease))
    {
        Verbs = RbacVerbs.Get | RbacVerbs.Create | RbacVerbs.Update,
        ResourceNames = [OperatorOptions.DefaultLease],
    };

    // What the elector tells of a lease. Where the operator may write events in every namespace, the grant is there already.
    private static readonly EntityRbacAttribute LeaseEventsGrant = new(typeof(Corev1Event)) { Verbs = RbacVerbs.Create | RbacVerbs.Patch };

    /// <summary>What the operator is granted; <see cref="LeaseGrant"/> beside it only where it elects a leader.</summary>
    public static IEnumerable<EntityRbacAttribute> Grants => typeof(HermesAppController).GetCustomAttributes<EntityRbacAttribute>();

    public static IEnumerable<(string Path, string Content)> All()
    {
        yield return (DefinitionPath("crd"), Document(Definition()));
        yield return ("rbac/service_account.yaml", Document(ServiceAccount()));
        yield return ("rbac/cluster_role.yaml", Document(RbacGenerator.ClusterRole(Operator, Grants)));
        yield return ("rbac/cluster_role_binding.yaml", Document(Binding("ClusterRoleBinding", "ClusterRole", Operator, @namespace: null)));
        yield return ("rbac/leader_election_role.yaml", Document(RbacGenerator.Role(LeaderElection, Namespace, [LeaseGrant])));
        yield return ("rbac/leader_election_role_binding.yaml", Document(Binding("RoleBinding", "Role", LeaderElection, Namespace)));

        yield return ("admission/policy.yaml", Document(AdmissionPolicy.Policy(Operator, Defaults.Tenants, Defaults.ClusterDomain)));
        yield return ("admission/policy_binding.yaml", Document(AdmissionPolicy.Binding(Operator)));

        yield return (DefinitionPath("chart/hermes-crds/templates"), Document(KeptDefinition()));
        yield return ("chart/hermes-operator/rules/cluster.yaml", Document(RbacGenerator.Rules(Grants)));
        yield return ("chart/hermes-operator/rules/namespaced.yaml", Document(RbacGenerator.Rules(RbacGenerator.Namespaced(Grants))));
        yield return ("chart/hermes-operator/rules/lease.yaml", Document(RbacGenerator.Rules([LeaseGrant])));
        yield return ("chart/hermes-operator/rules/lease_events.yaml", Document(RbacGenerator.Rules([LeaseEventsGrant])));
        yield return ("chart/hermes-operator/policy/spec.yaml", Document(AdmissionPolicy.Spec()));
    }

    private static string DefinitionPath(string folder) => $"{folder}/{HermesApp.KubeGroup}_{HermesApp.KubePluralName}.yaml";

    private static JsonObject Definition() => CustomResourceDefinitionGenerator.Generate(HermesJsonContext.Default.HermesApp);

    /// <summary>Deleting the definition deletes every app: uninstalling the chart must leave it.</summary>
    private static JsonObject KeptDefinition()
    {
        var definition = Definition();
        definition["metadata"]!["annotations"] = new JsonObject { ["helm.sh/resource-policy"] = "keep" };
        return definition;
    }

    private static JsonObject ServiceAccount() => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ServiceAccount",
        ["metadata"] = new JsonObject { ["name"] = Operator, ["namespace"] = Namespace },
        // Only the operator's own pods ask for the token.
        ["automountServiceAccountToken"] = false,
    };

    private static JsonObject Binding(string kind, string roleKind, string role, string? @namespace)
    {
        var metadata = new JsonObject { ["name"] = role };
        if (@namespace is not null)
        {
            metadata["namespace"] = @namespace;
        }

        return new JsonObject
        {
            ["apiVersion"] = "rbac.authorization.k8s.io/v1",
            ["kind"] = kind,
            ["metadata"] = metadata,
            ["roleRef"] = new JsonObject
            {
                ["apiGroup"] = "rbac.authorization.k8s.io",
                ["kind"] = roleKind,
                ["name"] = role,
            },
            ["subjects"] = new JsonArray(new JsonObject
            {
                ["kind"] = "ServiceAccount",
                ["name"] = Operator,
                ["namespace"] = Namespace,
            }),
        };
    }

    private static string Document(JsonNode manifest) => Header + YamlWriter.Write(manifest);
}
