namespace Hermes.Service.Tests.Processes;

/// <summary>A request to <c>/slow</c> that stays in flight until its body is released.</summary>
internal sealed class HeldRequest : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HeldContent _body;
    private readonly HttpRequestMessage _request;

    private HeldRequest(HttpClient client, byte[] body)
    {
        _body = new HeldContent(body);
        _request = new HttpRequestMessage(HttpMethod.Post, "/slow") { Content = _body };
        _request.Headers.ExpectContinue = true;
        Answer = client.SendAsync(_request);
    }

    public Task<HttpResponseMessage> Answer { get; }

    /// <summary>Sends the request and waits until the service works on it.</summary>
    public static async Task<HeldRequest> SendAsync(HttpClient client, params byte[] body)
    {
        var held = new HeldRequest(client, body);
        await held._body.Asked.WaitAsync(Patience);
        return held;
    }

    public void Release() => _body.Release();

    public async ValueTask DisposeAsync()
    {
        Release();
        await Answer.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _request.Dispose();
        _body.Dispose();
    }
}
