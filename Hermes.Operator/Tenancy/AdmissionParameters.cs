using System.Text.Json.Nodes;

namespace Hermes.Operator.Tenancy;

/// <summary>
/// The operator's options as variables of the policy. The chart sets the same names from the values that become the operator's flags.
/// </summary>
internal static class AdmissionParameters
{
    public const string ClusterDomain = "clusterDomain";
    public const string AllowedHosts = "allowedHosts";
    public const string AllowedIngressAnnotations = "allowedIngressAnnotations";
    public const string AllowedServiceAnnotations = "allowedServiceAnnotations";
    public const string MaxReplicas = "maxReplicas";

    /// <summary>The variables, by name: JSON, which CEL reads as its own literals.</summary>
    public static IEnumerable<(string Name, string Expression)> Of(TenantLimits limits, string clusterDomain) =>
    [
        (ClusterDomain, JsonValue.Create(clusterDomain).ToJsonString()),
        (AllowedHosts, Hosts(limits).ToJsonString()),
        (AllowedIngressAnnotations, Strings(limits.AllowedIngressAnnotations).ToJsonString()),
        (AllowedServiceAnnotations, Strings(limits.AllowedServiceAnnotations).ToJsonString()),
        (MaxReplicas, JsonValue.Create(limits.MaxReplicas).ToJsonString()),
    ];

    private static JsonObject Hosts(TenantLimits limits) => new(limits.AllowedHosts
        .GroupBy(grant => grant.Namespace, grant => grant.Pattern, StringComparer.Ordinal)
        .OrderBy(grants => grants.Key, StringComparer.Ordinal)
        .Select(grants => KeyValuePair.Create(grants.Key, (JsonNode?)Strings(grants))));

    private static JsonArray Strings(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
