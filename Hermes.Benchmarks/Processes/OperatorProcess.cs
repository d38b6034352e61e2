using System.Globalization;
using System.Net;
using Hermes.Benchmarks.Runs;
using Hermes.Clusters;

namespace Hermes.Benchmarks.Processes;

/// <summary>The operator as it is run: a process of its own, so that its processor time and memory are its own.</summary>
internal sealed class OperatorProcess : IAsyncDisposable
{
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan AskInterval = TimeSpan.FromMilliseconds(10);

    private readonly MeasuredProcess _process;

    private OperatorProcess(MeasuredProcess process, long started, TimeSpan readyAfter) =>
        (_process, Started, ReadyAfter) = (process, started, readyAfter);

    /// <summary>A timestamp of just before it was started.</summary>
    public long Started { get; }

    /// <summary>How long it took until <c>/readyz</c> said so.</summary>
    public TimeSpan ReadyAfter { get; }

    /// <summary>Completes once it has ended, which it must not do by itself.</summary>
    public Task Exited => _process.Exited;

    public string LastWords => _process.LastWords;

    /// <summary>Starts an operator, and waits until it is ready.</summary>
    /// <exception cref="BenchmarkException">It ended, or was not ready in time.</exception>
    public static async Task<OperatorProcess> StartAsync(RunSettings settings, string kubeconfig, TimeProvider time, CancellationToken cancellationToken)
    {
        var port = FreePort.Find();
        var program = settings.OperatorPath ?? Path.Combine(AppContext.BaseDirectory, "Hermes.Operator");
        string[] arguments =
        [
            "run", "--kubeconfig", kubeconfig, "--workers", settings.Workers.ToString(CultureInfo.InvariantCulture),
            "--health-port", port.ToString(CultureInfo.InvariantCulture),
        ];
        var started = time.GetTimestamp();
        var process = program.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
            ? MeasuredProcess.Start("dotnet", [program, .. arguments], time)
            : MeasuredProcess.Start(Path.GetFullPath(program), arguments, time);
        try
        {
            await UntilReadyAsync(process, port, time, cancellationToken);
            return new OperatorProcess(process, started, time.GetElapsedTime(started));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public ProcessUsage Usage() => _process.Usage();

    /// <summary>Stops it as the kubelet does.</summary>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static async Task UntilReadyAsync(MeasuredProcess process, int port, TimeProvider time, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = ReadyLimit };
        var address = new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", port, "readyz").Uri;
        using var timeout = new CancellationTokenSource(ReadyLimit, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var timer = new PeriodicTimer(AskInterval, time);
        try
        {
            while (!await IsReadyAsync(client, address, stop.Token))
            {
                if (process.Exited.IsCompleted)
                {
                    throw new BenchmarkException($"the operator ended before it was ready: {process.LastWords}");
                }

                await timer.WaitForNextTickAsync(stop.Token);
            }
        }
        catch (OperationCanceledException exception) when (timeout.IsCancellationRequested)
        {
            throw new BenchmarkException($"the operator is not ready after {ReadyLimit:c}: {process.LastWords}", exception);
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync(address, cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            // It does not listen yet.
            return false;
        }
    }
}
