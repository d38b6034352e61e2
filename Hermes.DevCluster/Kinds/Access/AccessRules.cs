using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds.Rules;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Kinds.Access;

/// <summary>Defaults and rules of roles and bindings.</summary>
internal static class AccessRules
{
    private const string RbacGroup = "rbac.authorization.k8s.io";

    public static void FillBinding(JsonObject binding)
    {
        binding.ObjectAt("roleRef")?.SetDefault("apiGroup", RbacGroup);
        foreach (var subject in binding.ObjectsAt("subjects"))
        {
            if (subject.TextAt("kind") is "User" or "Group")
            {
                subject.SetDefault("apiGroup", RbacGroup);
            }
        }
    }

    /// <summary>A role without rules says so: its storage does not tell an empty list from none.</summary>
    public static void PrepareRole(JsonObject role, JsonObject? old)
    {
        if (role["rules"] is null or JsonArray { Count: 0 })
        {
            role["rules"] = null;
        }
    }

    public static IEnumerable<FieldError> Role(JsonObject value, JsonObject? old)
    {
        var faults = new FaultList();
        var index = 0;
        foreach (var rule in value.ObjectsAt("rules"))
        {
            var field = $"rules[{index++}]";
            if (Count(rule, "verbs") == 0)
            {
                faults.Required($"{field}.verbs", "verbs must contain at least one value");
            }

            if (Count(rule, "nonResourceURLs") > 0)
            {
                if (value.TextAt("kind") == "Role")
                {
                    faults.Invalid($"{field}.nonResourceURLs", rule["nonResourceURLs"], "namespaced rules cannot apply to non-resource URLs");
                }

                continue;
            }

            if (Count(rule, "apiGroups") == 0)
            {
                faults.Required($"{field}.apiGroups", "resource rules must supply at least one api group");
            }

            if (Count(rule, "resources") == 0)
            {
                faults.Required($"{field}.resources", "resource rules must supply at least one resource");
            }
        }

        return faults.All;
    }

    public static IEnumerable<FieldError> Binding(JsonObject value, JsonObject? old)
    {
        var faults = new FaultList();
        var reference = value.ObjectAt("roleRef");
        if (reference.TextAt("kind") is not ("Role" or "ClusterRole"))
        {
            faults.NotSupported("roleRef.kind", reference.TextAt("kind") ?? "", "Role", "ClusterRole");
        }

        if (reference.TextAt("name") is null or "")
        {
            faults.Required("roleRef.name");
        }

        var index = 0;
        foreach (var subject in value.ObjectsAt("subjects"))
        {
            var field = $"subjects[{index++}]";
            if (subject.TextAt("name") is null or "")
            {
                faults.Required($"{field}.name");
            }

            faults.Choice($"{field}.kind", subject.TextAt("kind") ?? "", "ServiceAccount", "User", "Group");
            if (subject.TextAt("kind") is "User" or "Group")
            {
                faults.Choice($"{field}.apiGroup", subject.TextAt("apiGroup"), RbacGroup);
            }

            if (value.TextAt("kind") == "ClusterRoleBinding" && subject.TextAt("kind") == "ServiceAccount" && subject.TextAt("namespace") is null or "")
            {
                faults.Required($"{field}.namespace");
            }
        }

        if (old is not null && !JsonNode.DeepEquals(reference, old["roleRef"]))
        {
            // The real server prints its internal Go struct here.
            faults.Invalid("roleRef", new GoLiteral(GoText.Json(new JsonObject
            {
                ["APIGroup"] = reference.TextAt("apiGroup"),
                ["Kind"] = reference.TextAt("kind"),
                ["Name"] = reference.TextAt("name"),
            })), "cannot change roleRef");
        }

        return faults.All;
    }

    private static int Count(JsonObject rule, string name) => rule.ArrayAt(name)?.Count ?? 0;
}
