using Hermes.Kubernetes.Transport;

namespace Hermes.Kubernetes.Tests.Transport;

public sealed class ConnectionGenerationTests
{
    private readonly DisposableServer _server = new();
    private readonly ConnectionGeneration _generation;

    public ConnectionGenerationTests() => _generation = new ConnectionGeneration(new ClusterCertificates(null, null, null), _server);

    [Fact]
    public async Task Retire_WithAnAnswerUnderWay_ClosesOnceThatIsLetGo()
    {
        var first = await SendAsync();
        var second = await SendAsync();

        _generation.Retire();
        first.Dispose();
        first.Dispose();
        _server.IsDisposed.ShouldBeFalse();
        _generation.TryEnter().ShouldBeFalse();
        (await second.Content.ReadAsStringAsync()).ShouldBe("body");
        second.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");

        second.Dispose();
        _server.IsDisposed.ShouldBeTrue();
    }

    [Fact]
    public async Task Retire_AfterAFailedCall_ClosesAtOnce()
    {
        _server.Fails = true;
        await SendAsync().ShouldThrowAsync<HttpRequestException>();

        _generation.Retire();

        _server.IsDisposed.ShouldBeTrue();
    }

    private async Task<HttpResponseMessage> SendAsync()
    {
        _generation.TryEnter().ShouldBeTrue();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("https://cluster.test/"));
        return await _generation.SendAsync(request, CancellationToken.None).WaitAsync(Patience.Limit);
    }

    private sealed class DisposableServer : HttpMessageHandler
    {
        public bool Fails { get; set; }

        public bool IsDisposed { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Fails
            ? throw new HttpRequestException("reset")
            : Task.FromResult(new HttpResponseMessage { Content = new StringContent("body") });

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
