using Hermes.Operator.Autoscaling;
using k8s.Models;

namespace Hermes.Operator.Controllers;

/// <summary>
/// Marks a Deployment whose replica count our apply names. The mark is part of the same apply, so it tells truly whether dropping the
/// count would reset it; managed fields tell it too, but are not kept in memory.
/// </summary>
internal static class NamedCount
{
    private const string Annotation = "hermes.dev/replicas";
    private const string Named = "named";

    public static bool IsMarked(V1Deployment? deployment) =>
        deployment?.Metadata.Annotations?.TryGetValue(Annotation, out var value) is true && value == Named;

    /// <summary>The Deployment to apply.</summary>
    public static V1Deployment Desired(V1Deployment deployment, ReplicaDecision decision) =>
        decision.Named is { } count ? With(deployment, count) : deployment;

    /// <summary>The Deployment to make where there is none; null for the same.</summary>
    public static V1Deployment? AtCreation(V1Deployment deployment, ReplicaDecision decision) =>
        decision.AtCreation is { } count ? With(deployment, count) : null;

    private static V1Deployment With(V1Deployment deployment, int count) => deployment with
    {
        Metadata = deployment.Metadata with
        {
            Annotations = new Dictionary<string, string>(deployment.Metadata.Annotations ?? new Dictionary<string, string>())
            {
                [Annotation] = Named,
            },
        },
        Spec = deployment.Spec with { Replicas = count },
    };
}
