using Hermes.Operator.Entities;
using Hermes.Operator.Validation;

namespace Hermes.Operator.Tenancy;

/// <summary>How many pods an app may ask for.</summary>
internal static class ReplicaRules
{
    public static TenantRule Fixed { get; } = Most("replicas", "spec.replicas", "object.spec.?replicas", app => app.Spec.Replicas);

    public static TenantRule Scaled { get; } = Most(
        "max-replicas", "spec.scaling.maxReplicas", "object.spec.?scaling.?maxReplicas", app => app.Spec.Scaling?.MaxReplicas);

    private static TenantRule Most(string name, string path, string field, Func<HermesApp, int?> of) => new()
    {
        Name = name,
        Check = (app, limits) => of(app) > limits.MaxReplicas
            ? [new FieldFault(path, $"must be at most {limits.MaxReplicas}, not {of(app)}: the operator allows no more")]
            : [],
        Admission = new AdmissionCheck
        {
            Expression = $"{field}.orValue(0) <= variables.{AdmissionParameters.MaxReplicas}",
            MessageExpression =
                $"'{path}: must be at most ' + string(variables.{AdmissionParameters.MaxReplicas}) + ', not ' + string({field}.orValue(0))"
                + " + ': the operator allows no more'",
            Message = $"{path}: is more than the operator allows",
        },
    };
}
