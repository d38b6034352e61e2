using Hermes.Kubernetes.Client;
using Hermes.Operator.Entities;
using k8s.Models;

namespace Hermes.Demo.Installing;

/// <summary>Puts apps into a cluster, as <c>kubectl apply --server-side</c> would.</summary>
internal sealed class AppInstaller(IKubernetesClient client)
{
    private static readonly ApplyOptions Options = new("hermes-demo", Force: true);

    /// <summary>Creates the ingress classes that apps name and that are not there: without pods no Ingress controller brings its own.</summary>
    public async Task InstallIngressClassesAsync(IReadOnlyList<HermesApp> apps, CancellationToken cancellationToken)
    {
        foreach (var name in apps.Select(app => app.Spec.Ingress?.ClassName).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (await client.GetAsync<V1IngressClass>(name, null, cancellationToken) is not null)
            {
                continue;
            }

            var ingressClass = new V1IngressClass
            {
                ApiVersion = $"{V1IngressClass.KubeGroup}/{V1IngressClass.KubeApiVersion}",
                Kind = V1IngressClass.KubeKind,
                Metadata = new V1ObjectMeta { Name = name },
                Spec = new V1IngressClassSpec { Controller = "hermes.dev/simulated" },
            };
            await client.ApplyAsync(ingressClass, Options, cancellationToken);
        }
    }

    /// <summary>Applies apps, and before them the namespaces that they name.</summary>
    public async Task InstallAsync(IReadOnlyList<HermesApp> apps, CancellationToken cancellationToken)
    {
        foreach (var name in apps.Select(app => app.Metadata.NamespaceProperty).Distinct(StringComparer.Ordinal))
        {
            var space = new V1Namespace { ApiVersion = "v1", Kind = "Namespace", Metadata = new V1ObjectMeta { Name = name } };
            await client.ApplyAsync(space, Options, cancellationToken);
        }

        foreach (var app in apps)
        {
            await client.ApplyAsync(app, Options, cancellationToken);
        }
    }

    /// <summary>Deletes the apps again; their children go with them. Namespaces and definitions stay: others may use them by now.</summary>
    public async Task RemoveAsync(IReadOnlyList<HermesApp> apps)
    {
        foreach (var app in apps)
        {
            await client.DeleteAsync<HermesApp>(app.Metadata.Name, app.Metadata.NamespaceProperty, null, CancellationToken.None);
        }
    }
}
