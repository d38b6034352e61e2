using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds.Rules;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Kinds.Networking;

/// <summary>Rules of IngressClasses.</summary>
internal static class IngressClassRules
{
    private const int MaxController = 250;

    public static IEnumerable<FieldError> Check(JsonObject value, JsonObject? old)
    {
        var faults = new FaultList();
        var controller = value.TextAt("spec", "controller") ?? "";
        if (old is not null && controller != (old.TextAt("spec", "controller") ?? ""))
        {
            faults.Invalid("spec.controller", controller, "field is immutable");
        }

        CheckController(faults, controller);
        if (value.ObjectAt("spec", "parameters") is { } parameters)
        {
            CheckParameters(faults, parameters);
        }

        return faults.All;
    }

    private static void CheckController(FaultList faults, string controller)
    {
        if (controller.Length > MaxController)
        {
            faults.TooLong("spec.controller", MaxController);
        }

        if (controller.Length == 0)
        {
            faults.Required("spec.controller");
        }
        else if (controller.Split('/', 2) is not [{ Length: > 0 } domain, { Length: > 0 }] || Names.Subdomain(domain).Any())
        {
            faults.Invalid("spec.controller", controller, "must be a domain-prefixed path (such as \"acme.io/foo\")");
        }
    }

    private static void CheckParameters(FaultList faults, JsonObject parameters)
    {
        const string Field = "spec.parameters";
        foreach (var name in (string[])["kind", "name"])
        {
            if (parameters.TextAt(name) is { Length: > 0 } text)
            {
                faults.Each($"{Field}.{name}", text, Names.PathSegment(text));
            }
            else
            {
                faults.Required($"{Field}.{name}");
            }
        }

        var scope = parameters.TextAt("scope");
        faults.Choice($"{Field}.scope", scope, "Cluster", "Namespace");
        if (scope == "Namespace" && parameters.TextAt("namespace") is null or "")
        {
            faults.Required($"{Field}.namespace", "`parameters.scope` is set to 'Namespace'");
        }
        else if (scope == "Cluster" && parameters["namespace"] is not null)
        {
            faults.Forbidden($"{Field}.namespace", "`parameters.scope` is set to 'Cluster'");
        }
    }
}
