using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Hermes.Demo.Snapshots;
using Hermes.Kubernetes.Caching;
using Hermes.Operator.Entities;
using Hermes.Operator.Entities.Keda;
using k8s;
using k8s.Models;

namespace Hermes.Demo.Observing;

/// <summary>Watches the apps, their children and their events through the API, as any other client could.</summary>
internal sealed class ClusterObserver
{
    // What a reader of a screen can follow.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly InformerCache _informers;
    private readonly string _kubeconfig;
    private readonly TimeProvider _time;
    private readonly Func<TelemetrySnapshot>? _telemetry;
    private readonly IInformer<HermesApp> _apps;
    private readonly IInformer<Corev1Event> _events;
    private readonly List<Func<IEnumerable<IKubernetesObject<V1ObjectMeta>>>> _children = [];

    // Changes that come while one is being shown are shown together.
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Begins to watch.</summary>
    /// <param name="informers">Watches.</param>
    /// <param name="kubeconfig">The kubeconfig to name.</param>
    /// <param name="time">The clock.</param>
    /// <param name="telemetry">What is to be shown of telemetry, taken anew for each snapshot; null (default) for nothing.</param>
    public ClusterObserver(InformerCache informers, string kubeconfig, TimeProvider time, Func<TelemetrySnapshot>? telemetry = null)
    {
        _telemetry = telemetry;
        _informers = informers;
        _kubeconfig = kubeconfig;
        _time = time;
        _apps = Watch<HermesApp>();
        _events = Watch<Corev1Event>();
        WatchChildren<V1Deployment>();
        WatchChildren<V1Service>();
        WatchChildren<V1Ingress>();
        WatchChildren<V2HorizontalPodAutoscaler>();
        WatchChildren<HttpScaledObject>(isOptional: true);
        WatchChildren<InterceptorRoute>(isOptional: true);
        WatchChildren<ScaledObject>(isOptional: true);
    }

    /// <summary>A snapshot once everything is known, then one after each change, at most ten a second. Ends only by cancellation.</summary>
    public async IAsyncEnumerable<DemoSnapshot> SnapshotsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await _informers.WaitForSyncAsync(cancellationToken);
        yield return Take();
        await foreach (var _ in _changes.Reader.ReadAllAsync(cancellationToken))
        {
            yield return Take();
            await Task.Delay(Interval, _time, cancellationToken);
        }
    }

    /// <summary>Something outside the cluster has changed too.</summary>
    public void Wake() => _changes.Writer.TryWrite(true);

    private DemoSnapshot Take() => SnapshotBuilder.Build(
        _apps.Store.List(), _children.SelectMany(list => list()), _events.Store.List(), _kubeconfig) with
    {
        Telemetry = _telemetry?.Invoke(),
    };

    private void WatchChildren<TEntity>(bool isOptional = false)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var informer = Watch<TEntity>(isOptional);
        _children.Add(informer.Store.List);
    }

    private IInformer<TEntity> Watch<TEntity>(bool isOptional = false)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var informer = _informers.Get(new InformerOptions<TEntity> { Optional = isOptional });
        informer.AddHandler((_, _) => Wake());
        return informer;
    }
}
