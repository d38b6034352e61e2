using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Hermes.Clusters.Clients;

/// <summary>
/// A program at work in one namespace of one cluster. Each run ends within <see cref="Patience"/>, or is ended. Arguments are one string,
/// split at spaces; double quotes keep an argument together, and <c>\"</c> stands for a quote within. Runs may overlap.
/// </summary>
public sealed class ClientSession
{
    private readonly ClientProgram _program;
    private readonly string _kubeconfig;

    internal ClientSession(ClientProgram program, string kubeconfig, string @namespace)
    {
        _program = program;
        _kubeconfig = kubeconfig;
        Namespace = @namespace;
    }

    /// <summary>How long a run may take: two minutes.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(2);

    /// <summary>The namespace that applies where the arguments name none.</summary>
    public string Namespace { get; }

    /// <summary>Runs the program, which is to succeed.</summary>
    /// <param name="arguments">What follows the program's name.</param>
    /// <param name="input">What the program reads from its standard input.</param>
    /// <returns>What it wrote to its standard output.</returns>
    /// <exception cref="ClientException">It failed, or took longer than <see cref="Patience"/>.</exception>
    public async Task<string> RunAsync(string arguments, string input = "")
    {
        var result = await TryAsync(arguments, input);
        return result.ExitCode == 0 ? result.Output : throw Failed(arguments, result.ExitCode, result.Output + result.Error);
    }

    /// <summary>Runs the program, whatever comes of it.</summary>
    /// <param name="arguments">What follows the program's name.</param>
    /// <param name="input">What the program reads from its standard input.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="ClientException">It took longer than <see cref="Patience"/>.</exception>
    public async Task<ClientResult> TryAsync(string arguments, string input = "")
    {
        using var timeout = new CancellationTokenSource(Patience, TimeProvider.System);
        using var process = Start(arguments);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var error = process.StandardError.ReadToEndAsync(timeout.Token);
            await WriteAsync(process.StandardInput, input, timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return new ClientResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            throw TookTooLong(arguments);
        }
        finally
        {
            await EndAsync(process);
        }
    }

    /// <summary>Runs the program and yields its lines as they come. It is ended with the enumeration.</summary>
    /// <param name="arguments">What follows the program's name.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    /// <returns>The lines of its standard output.</returns>
    /// <exception cref="ClientException">It failed by itself, or took longer than <see cref="Patience"/>.</exception>
    public async IAsyncEnumerable<string> ReadLinesAsync(
        string arguments, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var timeout = new CancellationTokenSource(Patience, TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var process = Start(arguments);
        try
        {
            var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
            await WriteAsync(process.StandardInput, "", stop.Token);
            while (await NextLineAsync() is { } line)
            {
                yield return line;
            }

            if (process.ExitCode != 0)
            {
                throw Failed(arguments, process.ExitCode, await error);
            }
        }
        finally
        {
            await EndAsync(process);
        }

        async Task<string?> NextLineAsync()
        {
            try
            {
                if (await process.StandardOutput.ReadLineAsync(stop.Token) is { } line)
                {
                    return line;
                }

                await process.WaitForExitAsync(stop.Token);
                return null;
            }
            catch (OperationCanceledException) when (timeout.IsCancellationRequested)
            {
                throw TookTooLong(arguments);
            }
        }
    }

    private static async Task WriteAsync(StreamWriter standardInput, string input, CancellationToken cancellationToken)
    {
        try
        {
            await standardInput.WriteAsync(input.AsMemory(), cancellationToken);
            standardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading it all: its exit code says whether that is a failure.
        }
    }

    private static async Task EndAsync(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private Process Start(string arguments)
    {
        var start = new ProcessStartInfo(_program.FullName, $"--kubeconfig \"{_kubeconfig}\" --namespace {Namespace} {arguments}")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Nothing of the person who runs it: no discovered kinds, no preferences, no repositories or plugins.
        start.Environment["KUBECACHEDIR"] = Path.Combine(_program.StateFolder, "kube");
        start.Environment["KUBERC"] = "off";
        start.Environment["HELM_CACHE_HOME"] = Path.Combine(_program.StateFolder, "cache");
        start.Environment["HELM_CONFIG_HOME"] = Path.Combine(_program.StateFolder, "config");
        start.Environment["HELM_DATA_HOME"] = Path.Combine(_program.StateFolder, "data");
        return Process.Start(start) ?? throw new ClientException($"{_program.FullName}: could not be started");
    }

    private ClientException TookTooLong(string arguments) => new($"{_program.Name} {arguments}: has not ended after {Patience}");

    private ClientException Failed(string arguments, int exitCode, string words) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{_program.Name} {arguments}: ended with {exitCode}: {words}"));
}
