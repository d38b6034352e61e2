using System.Collections.Concurrent;
using System.Diagnostics;

namespace Hermes.Clusters.EnvTest;

/// <summary>
/// A program that ends with this process, however that ends: a shell holds a pipe from here, and terminates the program once the pipe
/// closes. Its last lines of output are kept for the message when it fails.
/// </summary>
internal sealed class SupervisedProcess : IAsyncDisposable
{
    private const int KeptLines = 10;

    // Background jobs of a shell without job control read /dev/null, hence descriptor 3. `wait` returns early for a trapped signal.
    // The watcher is killed outright: a TERM that comes before it has reset its trap is lost, and it would hold the output open for ever.
    internal const string Supervisor = """
        exec 3<&0
        "$@" </dev/null 3<&- &
        child=$!
        trap 'kill -TERM "$child" 2>/dev/null' TERM
        ( trap - TERM; read -r _ <&3; kill -TERM "$child" 2>/dev/null ) &
        watcher=$!
        wait "$child"
        code=$?
        while kill -0 "$child" 2>/dev/null; do wait "$child"; code=$?; done
        kill -KILL "$watcher" 2>/dev/null
        exit "$code"
        """;

    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly TimeProvider _time;
    private readonly ConcurrentQueue<string> _lastLines = new();

    private SupervisedProcess(Process process, string name, TimeProvider time)
    {
        _process = process;
        _time = time;
        Name = name;
        process.OutputDataReceived += (_, e) => Keep(e.Data);
        process.ErrorDataReceived += (_, e) => Keep(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Exited = process.WaitForExitAsync();
    }

    /// <summary>The program's name.</summary>
    public string Name { get; }

    /// <summary>Completes once the program has ended.</summary>
    public Task Exited { get; }

    /// <summary>What it said last, in one line.</summary>
    public string LastWords => string.Join(" | ", _lastLines);

    public static SupervisedProcess Start(string program, IReadOnlyList<string> arguments, TimeProvider time)
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

        var process = Process.Start(start) ?? throw new ClusterLaneException($"{program}: could not be started");
        return new SupervisedProcess(process, Path.GetFileName(program), time);
    }

    /// <summary>Terminates the program, and kills it when it does not listen.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        try
        {
            await Exited.WaitAsync(StopTimeout, _time);
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

        _lastLines.Enqueue(line.Trim());
        while (_lastLines.Count > KeptLines)
        {
            _lastLines.TryDequeue(out _);
        }
    }
}
