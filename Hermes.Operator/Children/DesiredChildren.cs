using Hermes.Operator.Entities;
using Hermes.Operator.Entities.Keda;
using k8s;
using k8s.Models;

namespace Hermes.Operator.Children;

/// <summary>
/// Every object that an app should have, null where it should have none of a kind: the controller applies them, <c>render</c> prints
/// them, tests compare them.
/// </summary>
internal sealed record DesiredChildren
{
    public required V1Deployment Deployment { get; init; }

    public required V1Service Service { get; init; }

    public V1Ingress? Ingress { get; init; }

    public V2HorizontalPodAutoscaler? HorizontalPodAutoscaler { get; init; }

    /// <summary>The ExternalName Service that leads to KEDA's interceptor.</summary>
    public V1Service? InterceptorService { get; init; }

    public HttpScaledObject? HttpScaledObject { get; init; }

    /// <summary>Takes the place of <see cref="HttpScaledObject"/> where the environment says so.</summary>
    public InterceptorRoute? InterceptorRoute { get; init; }

    public ScaledObject? ScaledObject { get; init; }

    /// <summary>All that are not null, what others lean on first.</summary>
    public IEnumerable<IKubernetesObject<V1ObjectMeta>> All =>
        new IKubernetesObject<V1ObjectMeta>?[]
        {
            Deployment, Service, InterceptorService, Ingress, HorizontalPodAutoscaler, HttpScaledObject, InterceptorRoute, ScaledObject,
        }.OfType<IKubernetesObject<V1ObjectMeta>>();

    /// <summary>Builds every object that the app should have.</summary>
    /// <param name="app">An app whose spec is valid; it is only read.</param>
    /// <param name="environment">All else that the objects depend on.</param>
    /// <remarks>
    /// Pure: equal inputs give equal objects. Quantities are canonical, and nothing is empty or a zero that the server would drop, so
    /// what the server stores of the fields named here equals what was sent.
    /// </remarks>
    public static DesiredChildren For(HermesApp app, ChildEnvironment environment)
    {
        var decisions = environment.Decisions ?? ChildDecisions.Settled(app, environment);
        var scaler = Scalers.Of(app.Spec);
        var http = scaler == ScalerKind.KedaHttp && environment.CanScaleOnHttp;
        return new DesiredChildren
        {
            Deployment = DeploymentBuilder.Build(app, environment, decisions),
            Service = ServiceBuilder.Build(app),
            Ingress = IngressBuilder.Build(app, decisions),
            HorizontalPodAutoscaler = scaler == ScalerKind.HorizontalPodAutoscaler ? HorizontalPodAutoscalerBuilder.Build(app) : null,
            InterceptorService = http ? InterceptorServiceBuilder.Build(app, environment) : null,
            HttpScaledObject = http && !environment.UsesInterceptorRoute ? HttpScaledObjectBuilder.Build(app, environment, decisions) : null,
            InterceptorRoute = http && environment.UsesInterceptorRoute ? InterceptorRouteBuilder.Build(app, environment, decisions) : null,
            ScaledObject = http ? ScaledObjectBuilder.Build(app, environment, decisions) : null,
        };
    }
}
