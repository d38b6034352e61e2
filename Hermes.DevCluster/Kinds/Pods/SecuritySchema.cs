using Hermes.DevCluster.Schemas;
using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Kinds.Pods;

/// <summary>Security contexts.</summary>
internal static class SecuritySchema
{
    private static readonly Schema SeLinux = Obj(("user", Str), ("role", Str), ("type", Str), ("level", Str));

    private static readonly Schema Windows = Obj(
        ("gmsaCredentialSpecName", Str.Kept()),
        ("gmsaCredentialSpec", Str.Kept()),
        ("runAsUserName", Str.Kept()),
        ("hostProcess", Bool.Kept()));

    private static readonly Schema Profile = Obj(
        ("type", Choice("Localhost", "RuntimeDefault", "Unconfined").Kept()),
        ("localhostProfile", Str.Kept())).Require("type");

    public static Schema Container { get; } = Obj(
        ("capabilities", Obj(("add", Strings), ("drop", Strings))),
        ("privileged", Bool.Kept()),
        ("seLinuxOptions", SeLinux),
        ("windowsOptions", Windows),
        ("runAsUser", Long.Kept()),
        ("runAsGroup", Long.Kept()),
        ("runAsNonRoot", Bool.Kept()),
        ("readOnlyRootFilesystem", Bool.Kept()),
        ("allowPrivilegeEscalation", Bool.Kept()),
        ("procMount", Choice("Default", "Unmasked").Kept()),
        ("seccompProfile", Profile),
        ("appArmorProfile", Profile));

    public static Schema Pod { get; } = Obj(
        ("seLinuxOptions", SeLinux),
        ("windowsOptions", Windows),
        ("runAsUser", Long.Kept()),
        ("runAsGroup", Long.Kept()),
        ("runAsNonRoot", Bool.Kept()),
        ("supplementalGroups", List(Long)),
        ("supplementalGroupsPolicy", Choice("Merge", "Strict").Kept()),
        ("fsGroup", Long.Kept()),
        ("sysctls", List(Obj(("name", Str.Kept()), ("value", Str.Kept())).Require("name", "value"))),
        ("fsGroupChangePolicy", Choice("Always", "OnRootMismatch").Kept()),
        ("seccompProfile", Profile),
        ("appArmorProfile", Profile),
        ("seLinuxChangePolicy", Str.Kept()));
}
