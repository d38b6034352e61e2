using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds.Rules;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Kinds.Pods;

/// <summary>A container's security context as the real server prints it: its internal Go struct, every field in its order.</summary>
internal static class SecurityText
{
    private static readonly string[] Fields =
    [
        "Capabilities", "Privileged", "SELinuxOptions", "WindowsOptions", "RunAsUser", "RunAsGroup", "RunAsNonRoot",
        "ReadOnlyRootFilesystem", "AllowPrivilegeEscalation", "ProcMount", "SeccompProfile", "AppArmorProfile",
    ];

    public static GoLiteral Of(JsonObject security) =>
        new($"{{{string.Join(',', Fields.Select(field => $"\"{field}\":{Field(security, field)}"))}}}");

    private static string Field(JsonObject security, string field)
    {
        var name = field == "SELinuxOptions" ? "seLinuxOptions" : char.ToLowerInvariant(field[0]) + field[1..];
        return (field, security[name]) switch
        {
            ("Capabilities", JsonObject capabilities) => $"{{\"Add\":{GoText.Value(capabilities["add"])},\"Drop\":{GoText.Value(capabilities["drop"])}}}",
            (_, var value) => GoText.Value(value),
        };
    }
}
