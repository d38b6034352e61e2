using System.Net;

namespace Hermes.Service.Tests.Draining;

/// <summary>
/// Asks again and again, and counts. It goes on for some requests after the first answer that asks it to go elsewhere, each on a new
/// connection, as a proxy does that has not heard yet that the endpoint was removed.
/// </summary>
internal sealed class LoadClient : IDisposable
{
    /// <summary>How many answers of the drain it takes before it stops.</summary>
    public const int RequestsInDrain = 5;

    // Enough for the load to be even before the signal.
    private const int RequestsToWarm = 3;

    private readonly Uri _path;
    private readonly HttpClient _client;
    private readonly TaskCompletionSource _warm = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LoadClient(Uri service, string path, bool keepsConnection)
    {
        _path = new Uri(path, UriKind.Relative);
        // Not by a header of the request, which the answer would repeat: it is the answer's own that tells of the drain.
        var lifetime = keepsConnection ? Timeout.InfiniteTimeSpan : TimeSpan.Zero;
        _client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1, PooledConnectionLifetime = lifetime }) { BaseAddress = service };
    }

    /// <summary>Completes once it has some answers; fails where it lost a request.</summary>
    public Task Warm => _warm.Task;

    public int Sent { get; private set; }

    public int Answered { get; private set; }

    public int AnsweredInDrain { get; private set; }

    /// <summary>What became of the requests that were not answered well.</summary>
    public List<string> Lost { get; } = [];

    /// <summary>Asks until it has seen enough of the drain, or lost a request.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (AnsweredInDrain < RequestsInDrain && Lost.Count == 0)
        {
            try
            {
                await AskAsync(cancellationToken);
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                Lost.Add($"{_path}: {e.Message}");
            }

            if (Answered == RequestsToWarm)
            {
                _warm.TrySetResult();
            }
        }

        _warm.TrySetException(new InvalidOperationException(string.Join('\n', Lost)));
    }

    public void Dispose() => _client.Dispose();

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        Sent++;
        using var answer = await _client.GetAsync(_path, cancellationToken);
        await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            Lost.Add($"{_path}: {answer.StatusCode}");
            return;
        }

        Answered++;
        if (answer.Headers.ConnectionClose == true)
        {
            AnsweredInDrain++;
        }
    }
}
