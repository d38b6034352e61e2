using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Kinds.Extension;

/// <summary>Admission policies and webhooks: stored, not enforced.</summary>
internal static class AdmissionKinds
{
    public static IReadOnlyList<KindRow> Rows { get; } =
    [
        new()
        {
            Group = "admissionregistration.k8s.io",
            Version = "v1",
            Kind = "ValidatingAdmissionPolicy",
            Plural = "validatingadmissionpolicies",
            Namespaced = false,
            Categories = ["api-extensions"],
            HasStatus = true,
            Schema = ExtensionSchema.AdmissionPolicy,
        },
        new()
        {
            Group = "admissionregistration.k8s.io",
            Version = "v1",
            Kind = "ValidatingAdmissionPolicyBinding",
            Plural = "validatingadmissionpolicybindings",
            Namespaced = false,
            Categories = ["api-extensions"],
            Schema = AnyKind,
        },
        new()
        {
            Group = "admissionregistration.k8s.io",
            Version = "v1",
            Kind = "MutatingWebhookConfiguration",
            Plural = "mutatingwebhookconfigurations",
            Namespaced = false,
            Categories = ["api-extensions"],
            Schema = AnyKind,
        },
        new()
        {
            Group = "admissionregistration.k8s.io",
            Version = "v1",
            Kind = "ValidatingWebhookConfiguration",
            Plural = "validatingwebhookconfigurations",
            Namespaced = false,
            Categories = ["api-extensions"],
            Schema = AnyKind,
        },
    ];
}
