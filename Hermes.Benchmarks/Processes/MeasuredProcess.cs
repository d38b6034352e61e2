using System.Collections.Concurrent;
using System.Diagnostics;

namespace Hermes.Benchmarks.Processes;

/// <summary>A program whose use of processor and memory is read. It ends with this process, however that ends.</summary>
internal sealed class MeasuredProcess : IAsyncDisposable
{
    private const int KeptLines = 10;

    // The program takes the shell's place and its id; what is left of the shell terminates it once the pipe from here closes.
    private const string Supervisor = """
        exec 3<&0
        ( read -r _ <&3; kill -TERM "$$" 2>/dev/null ) >/dev/null 2>&1 &
        exec "$@" </dev/null 3<&-
        """;

    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly TimeProvider _time;
    private readonly ConcurrentQueue<string> _lastLines = new();
    private readonly TaskCompletionSource<string> _firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private MeasuredProcess(Process process, TimeProvider time)
    {
        (_process, _time) = (process, time);
        process.OutputDataReceived += (_, e) => Keep(e.Data);
        process.ErrorDataReceived += (_, e) => Keep(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Exited = process.WaitForExitAsync();
    }

    /// <summary>Completes once the program has ended.</summary>
    public Task Exited { get; }

    /// <summary>The first line of its output; never where it writes none.</summary>
    public Task<string> FirstLine => _firstLine.Task;

    /// <summary>What it said last, in one line.</summary>
    public string LastWords => string.Join(" | ", _lastLines);

    public static MeasuredProcess Start(string program, IEnumerable<string> arguments, TimeProvider time)
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])["-c", Supervisor, "sh", program, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        // Where telemetry goes is no part of what is measured.
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("OTEL_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(inherited);
        }

        return new MeasuredProcess(Process.Start(start)!, time);
    }

    public ProcessUsage Usage()
    {
        _process.Refresh();
        return new(_process.TotalProcessorTime, _process.WorkingSet64, _process.PeakWorkingSet64);
    }

    /// <summary>Terminates the program, and kills it when it does not listen.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        try
        {
            await Exited.WaitAsync(StopLimit, _time);
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
            await Exited;
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        _firstLine.TrySetResult(line);
        _lastLines.Enqueue(line.Trim());
        while (_lastLines.Count > KeptLines)
        {
            _lastLines.TryDequeue(out _);
        }
    }
}
