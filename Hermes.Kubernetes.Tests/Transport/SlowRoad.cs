using System.Net;
using System.Net.Sockets;

namespace Hermes.Kubernetes.Tests.Transport;

/// <summary>A proxy through which the first connection takes as long as a test likes.</summary>
internal sealed class SlowRoad : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Uri _target;
    private readonly Action _beforeTheFirst;
    private readonly Task _run;

    public SlowRoad(Uri target, Action beforeTheFirst)
    {
        (_target, _beforeTheFirst) = (target, beforeTheFirst);
        _listener.Start();
        _run = RunAsync();
    }

    public Uri Address => new($"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task RunAsync()
    {
        for (var isFirst = true; ; isFirst = false)
        {
            var client = await _listener.AcceptTcpClientAsync(_end.Token);
            if (isFirst)
            {
                _beforeTheFirst();
            }

            _ = Task.Run(() => PassAsync(client), CancellationToken.None);
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            await server.ConnectAsync(_target.Host, _target.Port, _end.Token);
            var ways = new[]
            {
                client.GetStream().CopyToAsync(server.GetStream(), _end.Token),
                server.GetStream().CopyToAsync(client.GetStream(), _end.Token),
            };
            await (await Task.WhenAny(ways)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
