using System.Collections.Concurrent;
using System.Text.Json;
using Hermes.Clusters;
using Hermes.DevCluster.Faults;
using Hermes.DevCluster.Tracing;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Configuration;
using Hermes.Kubernetes.Transport;
using Hermes.Operator.Entities;
using Hermes.Operator.Hosting;
using Hermes.Operator.Installation;
using Hermes.Operator.Status;
using k8s;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;

namespace Hermes.Operator.Tests.EndToEnd;

/// <summary>A cluster on the lane that is asked for, HermesApp's CRD in it, and an operator.</summary>
internal sealed class AppCluster : IAsyncDisposable
{
    /// <summary>Long enough for a loaded machine; nothing that works takes so long.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const string OperatorAgent = "hermes-operator/";
    private static readonly ApplyOptions User = new("test-user", Force: true);

    private readonly ApiConnection _connection;
    private readonly TimeProvider _time;
    private readonly ConcurrentQueue<string> _namespaces = new();

    private AppCluster(ICluster cluster, TimeProvider time)
    {
        (Cluster, _time) = (cluster, time);
        _connection = new ApiConnection(ClusterConfiguration.Load(cluster.KubeconfigPath));
        Catalog = new ResourceCatalog([SourceGenerationContext.Default, HermesJsonContext.Default]);
        Client = new ResourceClient(_connection, Catalog);
    }

    public ICluster Cluster { get; }

    public IKubernetesClient Client { get; }

    public ResourceCatalog Catalog { get; }

    public OperatorHost? Operator { get; private set; }

    /// <summary>Starts a cluster, and an operator that goes by the same clock.</summary>
    public static async Task<AppCluster> StartAsync(ClusterOptions? options = null, bool withOperator = true)
    {
        var started = new AppCluster(await ClusterLanes.StartAsync(options), options?.TimeProvider ?? TimeProvider.System);
        try
        {
            await new DefinitionInstaller(started.Client, started.Catalog).InstallAsync(CancellationToken.None);
            if (withOperator)
            {
                await started.StartOperatorAsync();
            }

            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    public async Task StartOperatorAsync(
        bool prefersInterceptorRoute = false, int workers = 10, Func<OperatorOptions, OperatorOptions>? configure = null)
    {
        var options = new OperatorOptions
        {
            Kubeconfig = Cluster.KubeconfigPath,
            HealthPort = 0,
            Workers = workers,
            TrafficGrace = TimeSpan.FromSeconds(1),
            PreferInterceptorRoute = prefersInterceptorRoute,
        };
        Operator = await OperatorHost.StartAsync(
            configure is null ? options : configure(options), CancellationToken.None, services => services.AddSingleton(_time));
    }

    public async Task StopOperatorAsync()
    {
        if (Operator is not null)
        {
            await Operator.DisposeAsync();
            Operator = null;
        }
    }

    /// <summary>Skips the test where the lane cannot show what it asserts.</summary>
    public AppCluster Requires(ClusterCapabilities capabilities)
    {
        Skip.IfNot(Cluster.Capabilities.HasFlag(capabilities), $"the lane {Cluster.Lane} has no {capabilities}");
        return this;
    }

    public async Task<string> NewNamespaceAsync()
    {
        var name = $"e2e-{Guid.NewGuid():N}"[..16];
        _namespaces.Enqueue(name);
        await Client.CreateAsync(
            new V1Namespace { ApiVersion = "v1", Kind = V1Namespace.KubeKind, Metadata = new V1ObjectMeta { Name = name } }, CancellationToken.None);
        return name;
    }

    public Task<HermesApp> ApplyAsync(string @namespace, string name, HermesAppSpec spec) => Client.ApplyAsync(
        new HermesApp { Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = @namespace }, Spec = spec }, User, CancellationToken.None);

    public async Task DeleteAsync<TEntity>(string? @namespace, string name)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        (await Client.DeleteAsync<TEntity>(name, @namespace, null, CancellationToken.None)).ShouldBeTrue();

    /// <summary>The app once its present generation is Ready.</summary>
    public Task<HermesApp> UntilReadyAsync(string @namespace, string name) =>
        UntilAsync<HermesApp>(@namespace, name, app => IsCurrent(app) && Condition(app, ConditionType.Ready)?.Status == "True");

    /// <summary>
    /// The app once its present generation is carried out: Ready where a simulator makes it so; elsewhere, where none of the images
    /// that the tests make up ever runs, once each of its children is as the spec asks.
    /// </summary>
    public Task<HermesApp> UntilSettledAsync(string @namespace, string name) => Cluster.Capabilities.HasFlag(ClusterCapabilities.Simulator)
        ? UntilReadyAsync(@namespace, name)
        : UntilAsync<HermesApp>(@namespace, name, app =>
            IsCurrent(app) && app.Status!.Children is { Count: > 0 } children && children.All(child => child.State == ChildState.Applied));

    /// <summary>The app once a condition of its present generation has a reason.</summary>
    public Task<HermesApp> UntilReasonAsync(string @namespace, string name, string type, string reason) =>
        UntilAsync<HermesApp>(@namespace, name, app => IsCurrent(app) && Condition(app, type)?.Reason == reason);

    /// <summary>An object once it is as asked; told by watching, not by asking again and again.</summary>
    public async Task<TEntity> UntilAsync<TEntity>(string @namespace, string name, Func<TEntity, bool> isAsAsked)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        (await UntilSeenAsync<TEntity>(@namespace, name, entity => entity is not null && isAsAsked(entity)))!;

    public Task UntilGoneAsync<TEntity>(string? @namespace, string name)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        UntilSeenAsync<TEntity>(@namespace, name, entity => entity is null);

    /// <summary>The operator's requests after a number of the trace, watches left out.</summary>
    public IReadOnlyList<RequestRecord> OperatorRequests(long since) =>
        [.. Cluster.DevCluster!.Trace.Since(since).Where(request =>
            !request.IsWatch && IsOperators(request))];

    public IReadOnlyList<RequestRecord> OperatorWrites(string @namespace) =>
        [.. OperatorRequests(0).Where(request => request.IsWrite && request.Namespace == @namespace && request.Resource != "events")];

    /// <summary>Whether it is the operator that asks.</summary>
    public static bool IsOperators(RequestRecord request) => request.UserAgent.StartsWith(OperatorAgent, StringComparison.Ordinal);

    /// <summary>Has the server refuse the operator's requests of a verb for a resource in a namespace, until it is disposed.</summary>
    public IDisposable Refuse(string @namespace, string verb, string resource) => Cluster.DevCluster!.Faults.Add(new Fault
    {
        Matches = request => request.Verb == verb && request.Resource == resource && request.Subresource is null
            && request.Namespace == @namespace && IsOperators(request),
        Status = 403,
    });

    public static V1Condition? Condition(HermesApp app, string type) =>
        app.Status?.Conditions?.FirstOrDefault(condition => condition.Type == type);

    public async ValueTask DisposeAsync()
    {
        if (!Cluster.IsTemporary)
        {
            foreach (var @namespace in _namespaces)
            {
                await Client.DeleteAsync<V1Namespace>(@namespace, null, null, CancellationToken.None);
            }
        }

        await StopOperatorAsync();
        _connection.Dispose();
        await Cluster.DisposeAsync();
    }

    private static bool IsCurrent(HermesApp app) => app.Status?.ObservedGeneration == app.Metadata.Generation;

    private async Task<TEntity?> UntilSeenAsync<TEntity>(string? @namespace, string name, Func<TEntity?, bool> isAsAsked)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        using var timeout = new CancellationTokenSource(Patience, TimeProvider.System);
        var selector = $"metadata.name={name}";
        TEntity? last = null;
        try
        {
            while (true)
            {
                var listed = await Client.ListAsync<TEntity>(new ListOptions { Namespace = @namespace, FieldSelector = selector }, timeout.Token);
                last = listed.Items.SingleOrDefault();
                if (isAsAsked(last))
                {
                    return last;
                }

                var watch = new WatchOptions { Namespace = @namespace, FieldSelector = selector, ResourceVersion = listed.ResourceVersion };
                await foreach (var change in Client.WatchAsync<TEntity>(watch, timeout.Token))
                {
                    last = change.Type switch
                    {
                        WatchEventType.Bookmark => last,
                        WatchEventType.Deleted => null,
                        _ => change.Object,
                    };
                    if (change.Type != WatchEventType.Bookmark && isAsAsked(last))
                    {
                        return last;
                    }
                }
            }
        }
        catch (OperationCanceledException exception) when (timeout.IsCancellationRequested)
        {
            if (last is not null)
            {
                last.Metadata.ManagedFields = null;
            }

            var shown = last is null ? "absent" : JsonSerializer.Serialize(last, Catalog.Get<TEntity>().Contract);
            throw new TimeoutException($"{typeof(TEntity).Name} {@namespace}/{name} did not become as asked within {Patience:c}; it is {shown}", exception);
        }
    }
}
