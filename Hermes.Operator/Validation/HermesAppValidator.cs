using Hermes.Operator.Entities;

namespace Hermes.Operator.Validation;

/// <summary>
/// The CRD's rules once more, and those that only a program can check: a server without CEL, or an object older than a rule, can hold
/// an invalid spec.
/// </summary>
internal static class HermesAppValidator
{
    /// <summary>Finds everything that is wrong with an app.</summary>
    /// <param name="app">The app; it is only read.</param>
    /// <param name="clusterDomain">The domain under which the cluster names its Services: no host may lie under it.</param>
    /// <returns>Every fault, in the order of the fields; empty for a valid app.</returns>
    public static IReadOnlyList<FieldFault> Validate(HermesApp app, string clusterDomain = "cluster.local")
    {
        var faults = new List<FieldFault>(NameRules.Check(app.Metadata));
        // A spec of null is what JSON's null deserializes to.
        if (app.Spec is not { } spec)
        {
            return [.. faults, new FieldFault("spec", "is required")];
        }

        faults.AddRange(DeclaredRules.Check(spec));
        faults.AddRange(EnvironmentRules.Check(spec));
        faults.AddRange(ResourceRules.Check(spec));
        faults.AddRange(AutoscalingRules.Check(spec.Scaling));
        faults.AddRange(AnnotationRules.Check("spec.service.annotations", spec.Service?.Annotations));
        faults.AddRange(RoutingRules.Check(spec.Ingress, clusterDomain));
        return faults;
    }
}
