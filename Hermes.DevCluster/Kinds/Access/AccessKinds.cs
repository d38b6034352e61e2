using Hermes.DevCluster.Tables;

namespace Hermes.DevCluster.Kinds.Access;

/// <summary>Roles and who is bound to them.</summary>
internal static class AccessKinds
{
    public static IReadOnlyList<KindRow> Rows { get; } =
    [
        new()
        {
            Group = "rbac.authorization.k8s.io",
            Version = "v1",
            Kind = "Role",
            Plural = "roles",
            HasGeneration = false,
            NameRule = NameRule.PathSegment,
            Schema = AccessSchema.Role,
            Prepare = AccessRules.PrepareRole,
            Validate = AccessRules.Role,
            Columns = ClusterColumns.CreatedAt,
        },
        new()
        {
            Group = "rbac.authorization.k8s.io",
            Version = "v1",
            Kind = "RoleBinding",
            Plural = "rolebindings",
            HasGeneration = false,
            NameRule = NameRule.PathSegment,
            Schema = AccessSchema.Binding,
            Default = AccessRules.FillBinding,
            Validate = AccessRules.Binding,
            Columns = ClusterColumns.Binding,
        },
        new()
        {
            Group = "rbac.authorization.k8s.io",
            Version = "v1",
            Kind = "ClusterRole",
            Plural = "clusterroles",
            Namespaced = false,
            HasGeneration = false,
            NameRule = NameRule.PathSegment,
            Schema = AccessSchema.ClusterRole,
            Prepare = AccessRules.PrepareRole,
            Validate = AccessRules.Role,
            Columns = ClusterColumns.CreatedAt,
        },
        new()
        {
            Group = "rbac.authorization.k8s.io",
            Version = "v1",
            Kind = "ClusterRoleBinding",
            Plural = "clusterrolebindings",
            Namespaced = false,
            HasGeneration = false,
            NameRule = NameRule.PathSegment,
            Schema = AccessSchema.Binding,
            Default = AccessRules.FillBinding,
            Validate = AccessRules.Binding,
            Columns = ClusterColumns.Binding,
        },
    ];
}
