using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Hermes.Chart.Tests.Operators;

/// <summary>An operator in a process of its own, as its pod would be: with the arguments, the variables and the rights that its install gives it.</summary>
internal sealed class OperatorProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly Process _process;
    private readonly int _healthPort;
    private readonly ConcurrentQueue<string> _log = new();

    private OperatorProcess(Process process, int healthPort)
    {
        (_process, _healthPort) = (process, healthPort);
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>How long it took from its start until it was ready.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    /// <summary>All that it has said.</summary>
    public string Log => string.Join('\n', _log);

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="start">The command line.</param>
    /// <param name="healthPort">The port that the command line names.</param>
    public static async Task<OperatorProcess> StartAsync(ProcessStartInfo start, int healthPort)
    {
        var clock = TimeProvider.System.GetTimestamp();
        var started = new OperatorProcess(Process.Start(start)!, healthPort);
        try
        {
            await started.UntilReadyAsync();
            started.ReadyAfter = TimeProvider.System.GetElapsedTime(clock);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    /// <summary>Tells it to stop, as the kubelet does.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        // The shell's own kill: there is one wherever there is a shell.
        using var kill = Process.Start("/bin/sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -TERM {_process.Id}")]);
        await kill.WaitForExitAsync().WaitAsync(Patience);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>Ends it at once, as a node's failure does.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync().WaitAsync(Patience);
        _process.Dispose();
    }

    private async Task UntilReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = new UriBuilder(Uri.UriSchemeHttp, "localhost", _healthPort).Uri };
        using var timeout = new CancellationTokenSource(Patience, TimeProvider.System);
        while (true)
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"The operator ended with {_process.ExitCode}: {Log}");
            }

            try
            {
                using var answer = await client.GetAsync(new Uri("/readyz", UriKind.Relative), timeout.Token);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
            catch (OperationCanceledException exception) when (timeout.IsCancellationRequested)
            {
                throw new TimeoutException($"The operator was not ready after {Patience}: {Log}", exception);
            }

            // A probe, as the kubelet's: there is nothing to wait for but the next.
            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
        {
            _log.Enqueue(text);
        }
    }
}
