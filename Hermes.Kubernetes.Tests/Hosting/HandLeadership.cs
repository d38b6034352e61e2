using Hermes.Kubernetes.LeaderElection;

namespace Hermes.Kubernetes.Tests.Hosting;

/// <summary>A leadership that a test gives and takes.</summary>
internal sealed class HandLeadership : ILeadership, IDisposable
{
    private readonly TaskCompletionSource _given = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _lost = new();

    public CancellationToken Lost => _lost.Token;

    public bool HasResigned { get; private set; }

    public string? Fault { get; set; }

    public void Give() => _given.SetResult();

    public void Take() => _lost.Cancel();

    public Task WaitAsync(CancellationToken cancellationToken) => _given.Task.WaitAsync(cancellationToken);

    public void Resign() => HasResigned = true;

    public string? CheckLoop() => Fault;

    public void Dispose() => _lost.Dispose();
}
