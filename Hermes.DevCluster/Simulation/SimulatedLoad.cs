namespace Hermes.DevCluster.Simulation;

/// <summary>What is made to happen to workloads: their failures, and the load that scalers measure. Not safe for concurrent use.</summary>
internal sealed class SimulatedLoad
{
    private readonly Dictionary<WorkloadName, (PodFailure Failure, string? Image)> _failures = [];
    private readonly Dictionary<WorkloadName, int> _held = [];
    private readonly Dictionary<WorkloadName, int> _pending = [];
    private readonly Dictionary<(WorkloadName Deployment, string Resource), int> _utilization = [];

    /// <summary>Why pods with these images fail; null where they do not.</summary>
    public PodFailure? FailureOf(WorkloadName deployment, IEnumerable<string> images) =>
        _failures.TryGetValue(deployment, out var set) && (set.Image is null || images.Contains(set.Image)) ? set.Failure : null;

    /// <summary>How many pods of the current template may be ready at most; null where all may.</summary>
    public int? HeldAt(WorkloadName deployment) => _held.TryGetValue(deployment, out var most) ? most : null;

    public int PendingRequests(WorkloadName scaledObject) => _pending.GetValueOrDefault(scaledObject);

    /// <summary>The measured percentage of a resource's request; null where nobody set one.</summary>
    public int? Utilization(WorkloadName deployment, string resource) =>
        _utilization.TryGetValue((deployment, resource), out var percent) ? percent : null;

    public void Fail(WorkloadName deployment, PodFailure? failure, string? image)
    {
        if (failure is null)
        {
            _failures.Remove(deployment);
        }
        else
        {
            _failures[deployment] = (failure, image);
        }
    }

    public void Hold(WorkloadName deployment, int? atMost)
    {
        if (atMost is { } most)
        {
            _held[deployment] = most;
        }
        else
        {
            _held.Remove(deployment);
        }
    }

    public void SetPendingRequests(WorkloadName scaledObject, int requests) => _pending[scaledObject] = requests;

    public void SetUtilization(WorkloadName deployment, string resource, int? percent)
    {
        if (percent is { } value)
        {
            _utilization[(deployment, resource)] = value;
        }
        else
        {
            _utilization.Remove((deployment, resource));
        }
    }
}
