using System.Text.Json.Nodes;
using Hermes.Operator.Entities;

namespace Hermes.Operator.Tenancy;

/// <summary>The rules for tenants as a ValidatingAdmissionPolicy: what breaks them is refused before it is stored, and who asks is known.</summary>
internal static class AdmissionPolicy
{
    private const string ApiVersion = "admissionregistration.k8s.io/v1";

    /// <summary>A policy that judges by the given limits.</summary>
    public static JsonObject Policy(string name, TenantLimits limits, string clusterDomain)
    {
        var spec = Spec();
        spec["variables"] = Variables([.. AdmissionParameters.Of(limits, clusterDomain), .. RuleVariables()]);
        return Object("ValidatingAdmissionPolicy", name, spec);
    }

    /// <summary>Puts a policy into force in every namespace.</summary>
    public static JsonObject Binding(string name) => Object(
        "ValidatingAdmissionPolicyBinding",
        name,
        new JsonObject { ["policyName"] = name, ["validationActions"] = new JsonArray("Deny") });

    /// <summary>A policy's spec that lacks the variables of <see cref="AdmissionParameters"/>, which have to stand first.</summary>
    public static JsonObject Spec() => new()
    {
        // A rule that cannot be evaluated, such as for its cost, must not let pass.
        ["failurePolicy"] = "Fail",
        ["matchConstraints"] = new JsonObject
        {
            ["resourceRules"] = new JsonArray(new JsonObject
            {
                ["apiGroups"] = new JsonArray(HermesApp.KubeGroup),
                ["apiVersions"] = new JsonArray("*"),
                ["operations"] = new JsonArray("CREATE", "UPDATE"),
                ["resources"] = new JsonArray(HermesApp.KubePluralName),
                ["scope"] = "Namespaced",
            }),
        },
        // An app from before a rule can still be labelled, and deleted in the foreground.
        ["matchConditions"] = new JsonArray(new JsonObject
        {
            ["name"] = "spec-changes",
            ["expression"] = "request.operation == 'CREATE' || object.spec != oldObject.spec",
        }),
        ["variables"] = Variables(RuleVariables()),
        ["validations"] = new JsonArray([.. TenantRules.All.Select(rule => Validation(rule.Admission))]),
    };

    private static IEnumerable<(string Name, string Expression)> RuleVariables() => TenantRules.All.SelectMany(rule => rule.Admission.Variables);

    private static JsonArray Variables(IEnumerable<(string Name, string Expression)> variables) => new([.. variables.Select(variable =>
        new JsonObject { ["name"] = variable.Name, ["expression"] = variable.Expression })]);

    private static JsonObject Validation(AdmissionCheck check) => new()
    {
        ["expression"] = check.Expression,
        ["messageExpression"] = check.MessageExpression,
        ["message"] = check.Message,
        ["reason"] = check.Reason,
    };

    private static JsonObject Object(string kind, string name, JsonObject spec) => new()
    {
        ["apiVersion"] = ApiVersion,
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = name },
        ["spec"] = spec,
    };
}
