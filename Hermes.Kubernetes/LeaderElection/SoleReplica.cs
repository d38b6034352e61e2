namespace Hermes.Kubernetes.LeaderElection;

/// <summary>Leads without election: whoever runs the operator sees to it that there is one only.</summary>
internal sealed class SoleReplica : ILeadership
{
    public CancellationToken Lost => CancellationToken.None;

    public Task WaitAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Resign()
    {
        // Nobody follows.
    }

    public string? CheckLoop() => null;
}
