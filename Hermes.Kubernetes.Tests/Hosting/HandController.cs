using Hermes.Kubernetes.Controllers;

namespace Hermes.Kubernetes.Tests.Hosting;

/// <summary>A controller that runs until the test or a token ends it.</summary>
internal sealed class HandController(string name) : IController
{
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<CancellationToken> _stopping = new();
    private readonly TaskCompletionSource _aborted = new();

    public string Name => name;

    /// <summary>Whether it ends as soon as it is told to stop, as one does that has no reconcile under way.</summary>
    public bool StopsAtOnce { get; init; } = true;

    public bool IgnoresAbort { get; init; }

    public string? StuckWorker { get; set; }

    public Task Aborted => _aborted.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public bool IsAborted => _aborted.Task.IsCompleted;

    public bool IsRunning => _stopping.Task.IsCompleted;

    public bool IsWorking => IsRunning;

    public bool IsAtRest => IsRunning;

    /// <summary>Whether it has been told to stop, once it runs.</summary>
    public async Task<CancellationToken> StoppingAsync() => await _stopping.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public void Finish() => _end.TrySetResult();

    public void Fail(string message) => _end.SetException(new InvalidOperationException(message));

    public async Task RunAsync(CancellationToken stopping, CancellationToken aborting)
    {
        await using var onAbort = aborting.Register(() =>
        {
            _aborted.TrySetResult();
            if (!IgnoresAbort)
            {
                _end.TrySetResult();
            }
        });
        await using var onStop = stopping.Register(() =>
        {
            if (StopsAtOnce)
            {
                _end.TrySetResult();
            }
        });
        _stopping.SetResult(stopping);
        await _end.Task;
    }

    public string? CheckWorkers() => StuckWorker;
}
