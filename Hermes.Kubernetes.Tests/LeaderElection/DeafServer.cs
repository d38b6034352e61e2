namespace Hermes.Kubernetes.Tests.LeaderElection;

/// <summary>Takes calls and neither answers them nor heeds their cancellation, until the test lets it.</summary>
internal sealed class DeafServer : HttpMessageHandler
{
    private readonly TaskCompletionSource _called = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _let = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Called => _called.Task.WaitAsync(Patience.Limit);

    public void Let() => _let.TrySetResult();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _called.TrySetResult();
        await _let.Task;
        throw new HttpRequestException("It never meant to answer.");
    }
}
