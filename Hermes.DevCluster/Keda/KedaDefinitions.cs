using System.Text.Json.Nodes;
using Hermes.DevCluster.OpenApi;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Keda;

/// <summary>
/// KEDA's kinds and those of its HTTP add-on, as CRD objects of this project's own writing: created at start, shown by
/// <c>kubectl get crd</c>, and deletable like any other, so that a test can take the add-on away.
/// </summary>
public static class KedaDefinitions
{
    private static readonly JsonObject[] Written =
    [
        Definition(
            "keda.sh",
            "v1alpha1",
            ("ScaledObject", "scaledobjects", "so"),
            ScaledObjectSchema.Value,
            ("ScaleTargetKind", "string", ".status.scaleTargetKind"),
            ("ScaleTargetName", "string", ".spec.scaleTargetRef.name"),
            ("Min", "integer", ".spec.minReplicaCount"),
            ("Max", "integer", ".spec.maxReplicaCount"),
            ("Ready", "string", Condition("Ready")),
            ("Active", "string", Condition("Active")),
            ("Fallback", "string", Condition("Fallback")),
            ("Paused", "string", Condition("Paused")),
            ("Triggers", "string", ".status.triggersTypes"),
            ("Authentications", "string", ".status.authenticationsTypes"),
            Age),
        Definition(
            "keda.sh",
            "v1alpha1",
            ("TriggerAuthentication", "triggerauthentications", "ta"),
            TriggerAuthenticationSchema.Value,
            ("PodIdentity", "string", ".spec.podIdentity.provider"),
            ("Secret", "string", ".spec.secretTargetRef[*].name"),
            ("Env", "string", ".spec.env[*].name")),
        Definition(
            "http.keda.sh",
            "v1alpha1",
            ("HTTPScaledObject", "httpscaledobjects", "httpso"),
            HttpScaledObjectSchema.Value,
            ("TargetWorkload", "string", ".status.targetWorkload"),
            ("TargetService", "string", ".status.targetService"),
            ("MinReplicas", "integer", ".spec.replicas.min"),
            ("MaxReplicas", "integer", ".spec.replicas.max"),
            Age,
            ("Ready", "string", Condition("Ready"))),
        Definition(
            "http.keda.sh",
            "v1beta1",
            ("InterceptorRoute", "interceptorroutes", null),
            InterceptorRouteSchema.Value,
            ("TargetService", "string", ".spec.target.service"),
            ("Ready", "string", Condition("Ready")),
            Age),
    ];

    /// <summary>Fresh copies of the definitions, in the order to create them.</summary>
    public static IReadOnlyList<JsonObject> All => [.. Written.Select(static definition => definition.DeepClone().AsObject())];

    private static (string Name, string Type, string Path) Age => ("Age", "date", ".metadata.creationTimestamp");

    private static string Condition(string type) => $".status.conditions[?(@.type==\"{type}\")].status";

    private static JsonObject Definition(
        string group,
        string version,
        (string Kind, string Plural, string? ShortName) names,
        Schema schema,
        params ReadOnlySpan<(string Name, string Type, string Path)> columns)
    {
        var printed = new JsonArray();
        foreach (var (name, type, path) in columns)
        {
            printed.Add((JsonNode)new JsonObject { ["name"] = name, ["type"] = type, ["jsonPath"] = path });
        }

        var called = new JsonObject
        {
            ["kind"] = names.Kind,
            ["listKind"] = names.Kind + "List",
            ["plural"] = names.Plural,
            ["singular"] = names.Kind.ToLowerInvariant(),
        };
        if (names.ShortName is not null)
        {
            called["shortNames"] = new JsonArray(names.ShortName);
        }

        return new JsonObject
        {
            ["apiVersion"] = "apiextensions.k8s.io/v1",
            ["kind"] = "CustomResourceDefinition",
            ["metadata"] = new JsonObject { ["name"] = $"{names.Plural}.{group}" },
            ["spec"] = new JsonObject
            {
                ["group"] = group,
                ["names"] = called,
                ["scope"] = "Namespaced",
                ["versions"] = new JsonArray(new JsonObject
                {
                    ["name"] = version,
                    ["served"] = true,
                    ["storage"] = true,
                    ["schema"] = new JsonObject { ["openAPIV3Schema"] = SchemaJson.ForDefinition(schema) },
                    ["subresources"] = new JsonObject { ["status"] = new JsonObject() },
                    ["additionalPrinterColumns"] = printed,
                }),
            },
        };
    }
}
