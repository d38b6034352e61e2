using System.Text.Json.Nodes;
using Hermes.Campaigns.Worlds;
using Hermes.DevCluster.Keda;
using Hermes.DevCluster.Storage;
using Hermes.Kubernetes.Client;
using Hermes.Operator.Entities;
using k8s;
using k8s.Models;

namespace Hermes.Campaigns.Workloads;

/// <summary>What users do, and others who meddle.</summary>
internal static class Users
{
    /// <summary>The app that most workloads are about.</summary>
    public const string Web = "web";

    /// <summary>Another app.</summary>
    public const string Blog = "blog";

    private const int Level = 3;
    private const string Definitions = "customresourcedefinitions";
    private const string DefinitionGroup = "apiextensions.k8s.io";

    private static readonly ApplyOptions User = new("user", Force: true);
    private static readonly PatchOptions Stranger = new("stranger");

    /// <summary>A spec from which the others differ in one thing.</summary>
    public static HermesAppSpec Plain { get; } = new() { Image = "ghcr.io/acme/web:1", Replicas = 2 };

    /// <summary>Says how an app is to be; makes it where it is not there.</summary>
    public static UserStep Apply(HermesAppSpec spec, string app = Web) => new($"apply {app}", world => ApplyAsync(world, spec, app))
    {
        Wish = new AppWish(app, spec),
    };

    public static UserStep Delete(string app = Web) => new($"delete {app}", world => DeleteAsync<HermesApp>(world, app))
    {
        Wish = new AppWish(app, Spec: null),
    };

    /// <summary>Deletes an app, and makes one under its name before anybody may have seen that it went.</summary>
    public static UserStep Recreate(HermesAppSpec spec, string app = Web) => new($"recreate {app}", async world =>
    {
        await DeleteAsync<HermesApp>(world, app);
        await ApplyAsync(world, spec, app);
    })
    {
        Wish = new AppWish(app, spec),
    };

    /// <summary>Sets the count of an app that runs to one that is within the bounds of all workloads' scalers.</summary>
    public static UserStep Scale(string app) => new($"scale {app}", async world =>
    {
        var deployment = await world.User.GetAsync<V1Deployment>(app, VirtualWorld.Namespace, CancellationToken.None);
        if (deployment?.Spec.Replicas is > 0 and not Level)
        {
            await world.User.MergePatchAsync<V1Deployment>(
                app, VirtualWorld.Namespace, new JsonObject { ["spec"] = new JsonObject { ["replicas"] = Level } }, Stranger, CancellationToken.None);
        }
    });

    /// <summary>Deletes something that the operator made.</summary>
    public static UserStep Lose<TEntity>(string name)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => new($"lose {name}", world => DeleteAsync<TEntity>(world, name));

    /// <summary>Changes something that the operator made.</summary>
    public static UserStep Meddle<TEntity>(string name, string patch)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => new($"meddle with {name}", world => world.User.MergePatchAsync<TEntity>(
            name, VirtualWorld.Namespace, JsonNode.Parse(patch)!.AsObject(), Stranger, CancellationToken.None));

    /// <summary>Takes KEDA's kinds away, with all their objects.</summary>
    public static UserStep RemoveKeda { get; } = new("remove KEDA", world =>
    {
        foreach (var definition in KedaDefinitions.All)
        {
            world.Cluster.Objects.Delete(world.Cluster.Objects.Find(DefinitionGroup, Definitions)!, null, definition.Metadata().Text("name")!);
        }

        return Task.CompletedTask;
    });

    /// <summary>Brings KEDA's kinds.</summary>
    public static UserStep InstallKeda { get; } = new("install KEDA", world =>
    {
        foreach (var definition in KedaDefinitions.All)
        {
            world.Cluster.Objects.Create(world.Cluster.Objects.Find(DefinitionGroup, Definitions)!, definition.DeepClone().AsObject(), "user");
        }

        return Task.CompletedTask;
    });

    private static Task<HermesApp> ApplyAsync(VirtualWorld world, HermesAppSpec spec, string app) => world.User.ApplyAsync(
        new HermesApp { Metadata = new V1ObjectMeta { Name = app, NamespaceProperty = VirtualWorld.Namespace }, Spec = spec },
        User,
        CancellationToken.None);

    private static Task<bool> DeleteAsync<TEntity>(VirtualWorld world, string name)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        world.User.DeleteAsync<TEntity>(name, VirtualWorld.Namespace, null, CancellationToken.None);
}
