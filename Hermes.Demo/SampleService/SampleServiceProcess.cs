using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Hermes.Demo.SampleService;

/// <summary>The bundled service in a process of its own on a free port. Disposal ends it.</summary>
internal sealed class SampleServiceProcess : IAsyncDisposable
{
    /// <summary>What it calls itself.</summary>
    public const string Name = "raft-ai-hermes";

    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly TimeProvider _time;

    private SampleServiceProcess(Process process, TimeProvider time) => (_process, _time) = (process, time);

    /// <summary>Where it answers.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>Starts it, and waits until it listens.</summary>
    /// <param name="telemetry">Where its telemetry goes, as <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> wants it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <exception cref="IOException">It does not start; the message says what it said.</exception>
    public static async Task<SampleServiceProcess> StartAsync(string telemetry, TimeProvider time, CancellationToken cancellationToken)
    {
        var file = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Hermes.Service.exe" : "Hermes.Service");
        if (!File.Exists(file))
        {
            throw new IOException($"--with-service: there is no {file}; build the whole solution");
        }

        var service = new SampleServiceProcess(Process.Start(Command(file, telemetry))!, time);
        try
        {
            service.Url = await service.ReadUrlAsync(cancellationToken);
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends it a request, so that there is something to see before anybody else does.</summary>
    /// <exception cref="IOException">It does not answer well.</exception>
    public async Task GreetAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = StartLimit };
        try
        {
            using var response = await client.GetAsync(Url, cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw new IOException($"{Url} answers {(int)response.StatusCode}");
            }
        }
        catch (HttpRequestException exception)
        {
            throw new IOException($"{Url} does not answer: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await AskToStopAsync();
        }

        try
        {
            await _process.WaitForExitAsync().WaitAsync(StopLimit, _time);
        }
        catch (TimeoutException)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static ProcessStartInfo Command(string file, string telemetry)
    {
        var start = new ProcessStartInfo(file) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("OTEL_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(inherited);
        }

        start.Environment["HERMES_PORT"] = "0";
        // Nobody routes to it by endpoints that would have to learn first.
        start.Environment["HERMES_DRAIN_DELAY_SECONDS"] = "0";
        start.Environment["OTEL_SERVICE_NAME"] = Name;
        foreach (var (name, value) in TelemetryVariables.For(telemetry))
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private async Task<Uri> ReadUrlAsync(CancellationToken cancellationToken)
    {
        var error = _process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var limit = new CancellationTokenSource(StartLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            while (await _process.StandardOutput.ReadLineAsync(either.Token) is { } line)
            {
                if (line.IndexOf(Listening, StringComparison.Ordinal) is var at and >= 0)
                {
                    // What it says later is nobody's to read, and must not fill the pipe.
                    _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                    var port = new Uri(line[(at + Listening.Length)..].Replace("[::]", "localhost", StringComparison.Ordinal)).Port;
                    return new UriBuilder(Uri.UriSchemeHttp, "localhost", port).Uri;
                }
            }
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested)
        {
            throw new IOException($"--with-service: the sample service does not listen after {StartLimit.TotalSeconds} s", exception);
        }

        throw new IOException($"--with-service: the sample service ended: {(await error).Trim()}");
    }

    // .NET has no way to send it; there is a kill wherever there is a shell.
    private async Task AskToStopAsync()
    {
        if (OperatingSystem.IsWindows())
        {
            _process.Kill();
            return;
        }

        var command = string.Create(CultureInfo.InvariantCulture, $"kill -TERM {_process.Id}");
        using var kill = Process.Start("/bin/sh", ["-c", command]);
        await kill.WaitForExitAsync();
    }
}
