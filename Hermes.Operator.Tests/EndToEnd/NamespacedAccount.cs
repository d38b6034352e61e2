using System.Text.Json;
using Hermes.Kubernetes.Schema;
using Hermes.Operator.Commands;
using k8s.Models;

namespace Hermes.Operator.Tests.EndToEnd;

/// <summary>A service account that may do in one namespace what the operator needs there, and nothing in the cluster.</summary>
internal static class NamespacedAccount
{
    public const string User = "system:serviceaccount:kube-system:hermes-operator";

    public static async Task GrantAsync(AppCluster apps, string @namespace)
    {
        var role = RbacGenerator.Role("hermes-operator", @namespace, GeneratedManifests.Grants);
        await apps.Client.CreateAsync(role.Deserialize(apps.Catalog.Get<V1Role>().Contract)!, CancellationToken.None);
        await apps.Client.CreateAsync(
            new V1RoleBinding
            {
                Metadata = new V1ObjectMeta { Name = "hermes-operator", NamespaceProperty = @namespace },
                RoleRef = new V1RoleRef { ApiGroup = "rbac.authorization.k8s.io", Kind = "Role", Name = "hermes-operator" },
                Subjects = [new Rbacv1Subject { Kind = "ServiceAccount", Name = "hermes-operator", NamespaceProperty = "kube-system" }],
            },
            CancellationToken.None);
    }
}
