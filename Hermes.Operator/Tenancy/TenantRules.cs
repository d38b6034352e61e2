using Hermes.Operator.Entities;
using Hermes.Operator.Validation;

namespace Hermes.Operator.Tenancy;

/// <summary>All rules for tenants.</summary>
internal static class TenantRules
{
    public static IReadOnlyList<TenantRule> All { get; } =
    [
        HostRules.Allowed,
        HostRules.OutsideTheCluster,
        AnnotationLimits.NoSnippets("ingress"),
        AnnotationLimits.NoSnippets("service"),
        AnnotationLimits.Ingress,
        AnnotationLimits.Service,
        ReplicaRules.Fixed,
        ReplicaRules.Scaled,
        RequesterRules.Secrets,
        RequesterRules.ServiceAccount,
    ];

    /// <summary>Everything in an app that breaks them, as far as it does not depend on who asks.</summary>
    public static IEnumerable<FieldFault> Check(HermesApp app, TenantLimits limits) =>
        app.Spec is null ? [] : All.SelectMany(rule => rule.Check?.Invoke(app, limits) ?? []);
}
