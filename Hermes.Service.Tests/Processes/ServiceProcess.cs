using System.Diagnostics;
using System.Globalization;

namespace Hermes.Service.Tests.Processes;

/// <summary>The service as it ships: another process, on a free port, told to stop by a signal.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly SocketsHttpHandler _handler;

    private ServiceProcess(Process process, Uri address)
    {
        _process = process;
        _handler = new SocketsHttpHandler { Expect100ContinueTimeout = Patience };
        Client = new HttpClient(_handler) { BaseAddress = address, Timeout = Patience };
    }

    /// <summary>A client of the service.</summary>
    public HttpClient Client { get; }

    /// <summary>The processor time that it has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The memory that it has in use.</summary>
    public long ResidentMebibytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 >> 20;
        }
    }

    /// <summary>Starts the build's service, on any free port unless the settings say otherwise.</summary>
    public static Task<ServiceProcess> StartAsync(params (string Name, string Value)[] settings) => StartAsync(Built(settings));

    public static async Task<ServiceProcess> StartAsync(ProcessStartInfo start)
    {
        var process = Process.Start(start)!;
        try
        {
            return new ServiceProcess(process, await ReadAddressAsync(process).WaitAsync(Patience));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>Runs the build's service to its end, for settings that it must refuse.</summary>
    public static async Task<(int ExitCode, string Error)> RunToEndAsync(params (string Name, string Value)[] settings)
    {
        using var process = Process.Start(Built(settings))!;
        try
        {
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(Patience);
            (await output).ShouldBeEmpty();
            return (process.ExitCode, await error);
        }
        finally
        {
            process.Kill();
        }
    }

    public static ProcessStartInfo Command(string file, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo(file) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var inherited in start.Environment.Keys.Where(IsSetting).ToList())
        {
            start.Environment.Remove(inherited);
        }

        start.Environment["HERMES_PORT"] = "0";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>Sends SIGTERM, as the kubelet does.</summary>
    public async Task TerminateAsync()
    {
        // The shell's own kill: there is one wherever there is a shell.
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
        Client.Dispose();
        _handler.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync().WaitAsync(Patience);
        _process.Dispose();
    }

    private static ProcessStartInfo Built((string Name, string Value)[] settings)
    {
        var start = Command(Environment.ProcessPath!, settings);
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Hermes.Service.dll"));
        return start;
    }

    private static bool IsSetting(string name) =>
        name.StartsWith("HERMES_", StringComparison.Ordinal)
        || name.StartsWith("OTEL_", StringComparison.Ordinal)
        || name.StartsWith("ASPNETCORE_", StringComparison.Ordinal);

    private static async Task<Uri> ReadAddressAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.IndexOf(Listening, StringComparison.Ordinal) is var at and >= 0)
            {
                var port = new Uri(line[(at + Listening.Length)..].Replace("[::]", "localhost", StringComparison.Ordinal)).Port;
                _ = process.StandardOutput.ReadToEndAsync();
                _ = process.StandardError.ReadToEndAsync();
                return new UriBuilder(Uri.UriSchemeHttp, "localhost", port).Uri;
            }
        }

        throw new InvalidOperationException("The service ended: " + await process.StandardError.ReadToEndAsync());
    }
}
