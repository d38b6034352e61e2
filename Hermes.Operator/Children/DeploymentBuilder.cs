using Hermes.Operator.Entities;
using k8s.Models;

namespace Hermes.Operator.Children;

internal static class DeploymentBuilder
{
    public static V1Deployment Build(HermesApp app, ChildEnvironment environment, ChildDecisions decisions) => new()
    {
        ApiVersion = "apps/v1",
        Kind = V1Deployment.KubeKind,
        Metadata = ChildMetadata.For(app, ChildNames.Deployment(app)),
        Spec = new V1DeploymentSpec
        {
            Replicas = decisions.Replicas,
            Selector = new V1LabelSelector { MatchLabels = ChildLabels.Selector(app) },
            Template = new V1PodTemplateSpec
            {
                Metadata = new V1ObjectMeta { Labels = ChildLabels.For(app) },
                Spec = PodBuilder.Build(app, environment),
            },
        },
    };
}
