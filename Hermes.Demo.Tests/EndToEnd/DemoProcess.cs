using System.Diagnostics;
using System.Globalization;

namespace Hermes.Demo.Tests.EndToEnd;

/// <summary>The demo as it is run: another process, its output redirected.</summary>
internal sealed class DemoProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Task<string> _error;

    private DemoProcess(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    public static DemoProcess Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("HERMES_TEST_CLUSTER");
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "Hermes.Demo.dll"), .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        return new DemoProcess(Process.Start(start)!);
    }

    /// <summary>Runs the demo to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        await using var demo = Start(arguments);
        var output = demo._process.StandardOutput.ReadToEndAsync();
        return (await demo.ExitAsync(), await output, await demo._error);
    }

    /// <summary>Reads lines until one says what is waited for.</summary>
    public async Task<string> ReadUntilAsync(Func<string, bool> isAwaited)
    {
        using var timeout = new CancellationTokenSource(Patience, TimeProvider.System);
        while (await _process.StandardOutput.ReadLineAsync(timeout.Token) is { } line)
        {
            if (isAwaited(line))
            {
                return line;
            }
        }

        throw new InvalidOperationException("The demo ended: " + await _error);
    }

    /// <summary>Sends SIGTERM. Not SIGINT: a process that is started in the background of a script inherits that one as ignored.</summary>
    public async Task TerminateAsync()
    {
        var command = string.Create(CultureInfo.InvariantCulture, $"kill -TERM {_process.Id}");
        using var kill = Process.Start("/bin/sh", ["-c", command]);
        await kill.WaitForExitAsync().WaitAsync(Patience);
        kill.ExitCode.ShouldBe(0);
    }

    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync().WaitAsync(Patience);
        _process.Dispose();
    }
}
