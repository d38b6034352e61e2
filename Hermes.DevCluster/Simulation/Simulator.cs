using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Simulation;

/// <summary>
/// Answers for the controllers and nodes that are not there: Deployments get ReplicaSets and pods and become available, load balancers
/// and Ingresses get addresses, HorizontalPodAutoscalers and KEDA's objects get their status and scale. Acts on changes and on times
/// that have come, and writes only what is not already so. Its methods take effect before they return, and are safe for any thread.
/// </summary>
public sealed class Simulator : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SimulatedLoad _load = new();
    private readonly DeploymentController _deployments;
    private readonly AutoscalerController _autoscalers;
    private readonly ScaledObjectController _scaledObjects;
    private readonly ScaledObjectAdmission _admission;
    private readonly ISimulatedController[] _controllers;
    private readonly IDisposable _subscription;
    private bool _disposed;

    internal Simulator(IObjectAccess objects, TimeProvider clock, int podsPerReplicaSet = DevClusterOptions.DefaultSimulatedPods)
    {
        var cluster = new SimulatedCluster(objects, clock);
        _deployments = new DeploymentController(cluster, _load, podsPerReplicaSet, Run);
        _autoscalers = new AutoscalerController(cluster, _load);
        _scaledObjects = new ScaledObjectController(cluster, _load, Run);
        _admission = new ScaledObjectAdmission(cluster);
        _controllers = [_deployments, new AddressController(cluster), _autoscalers, new RouteController(cluster), _scaledObjects];
        lock (_gate)
        {
            _subscription = objects.Subscribe(OnChange);
            new ClusterFurniture(cluster).Place();
            foreach (var controller in _controllers)
            {
                controller.Start();
            }
        }
    }

    /// <summary>What has a say in every write.</summary>
    internal IWriteHook Admission => _admission;

    /// <summary>
    /// Lets the pods of a Deployment's current template fail, those that run and those to come; pods of a former template serve on as
    /// far as a rolling update lets them.
    /// </summary>
    /// <param name="ns">The namespace.</param>
    /// <param name="deployment">The Deployment, which need not be there yet.</param>
    /// <param name="failure">Why; null: they come up.</param>
    /// <param name="image">Only pods with a container of this image, so that the next rollout fails and what runs does not; null: of any.</param>
    public void FailPods(string ns, string deployment, PodFailure? failure, string? image = null) => Run(() =>
    {
        var key = new WorkloadName(ns, deployment);
        _load.Fail(key, failure, image);
        _deployments.Reconcile(key);
    });

    /// <summary>Holds how many pods of a Deployment's current template get ready, as a slow start does.</summary>
    /// <param name="ns">The namespace.</param>
    /// <param name="deployment">The Deployment, which need not be there yet.</param>
    /// <param name="atMost">At most so many; null: all of them.</param>
    public void HoldAvailability(string ns, string deployment, int? atMost) => Run(() =>
    {
        var key = new WorkloadName(ns, deployment);
        _load.Hold(key, atMost);
        _deployments.Reconcile(key);
    });

    /// <summary>Sets what the metrics API measures of a Deployment's pods, which HorizontalPodAutoscalers follow at once.</summary>
    /// <param name="ns">The namespace.</param>
    /// <param name="deployment">The Deployment.</param>
    /// <param name="resource"><c>cpu</c> or <c>memory</c>.</param>
    /// <param name="percent">Percent of the request; null: as much as is wanted, so that nothing is scaled.</param>
    public void SetUtilization(string ns, string deployment, string resource, int? percent) => Run(() =>
    {
        var key = new WorkloadName(ns, deployment);
        _load.SetUtilization(key, resource, percent);
        _autoscalers.ReconcileTarget(key);
    });

    /// <summary>
    /// Sets how many requests are pending for a ScaledObject with an HTTP trigger: any wake its Deployment at once, none let it go to its
    /// minimum after the cooldown.
    /// </summary>
    /// <param name="ns">The namespace.</param>
    /// <param name="scaledObject">The ScaledObject.</param>
    /// <param name="requests">How many; 0 at first.</param>
    public void SetPendingRequests(string ns, string scaledObject, int requests) => Run(() =>
    {
        var key = new WorkloadName(ns, scaledObject);
        _load.SetPendingRequests(key, requests);
        _scaledObjects.Reconcile(key);
        _autoscalers.ReconcileScaledObject(key);
    });

    /// <summary>Stops KEDA's operator: its objects stay as they are, and deleted ones stay as well, held by their finalizer.</summary>
    public void StopKeda() => Run(() => _scaledObjects.IsRunning = false);

    /// <summary>Starts KEDA's operator again, which then catches up.</summary>
    public void StartKeda() => Run(() =>
    {
        _scaledObjects.IsRunning = true;
        _scaledObjects.Start();
    });

    /// <summary>Stops KEDA's admission webhook: every ScaledObject is then let through, since it fails open.</summary>
    public void StopKedaWebhook() => _admission.IsRunning = false;

    /// <summary>Starts KEDA's admission webhook again.</summary>
    public void StartKedaWebhook() => _admission.IsRunning = true;

    /// <summary>
    /// Stops the HTTP add-on's scaler: what KEDA builds from now on lacks the HTTP metric, and scales on cpu and memory alone. What it has
    /// built stays.
    /// </summary>
    public void StopHttpScaler() => Run(() => _scaledObjects.IsHttpScalerRunning = false);

    /// <summary>Starts the HTTP add-on's scaler again. As with KEDA, what was built without it stays so until it is built anew.</summary>
    public void StartHttpScaler() => Run(() => _scaledObjects.IsHttpScalerRunning = true);

    /// <summary>Stops acting; what was written stays.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _subscription.Dispose();
            _deployments.Dispose();
            _scaledObjects.Dispose();
        }
    }

    private void OnChange(ObjectChange change) => Run(() =>
    {
        foreach (var controller in _controllers)
        {
            controller.OnChange(change);
        }
    });

    private void Run(Action action)
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                action();
            }
        }
    }
}
