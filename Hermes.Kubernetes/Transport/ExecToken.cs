using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hermes.Kubernetes.Configuration;

namespace Hermes.Kubernetes.Transport;

/// <summary>A token that a program prints (client.authentication.k8s.io), run again when the token has expired or was refused.</summary>
internal sealed class ExecToken(ExecCredential exec, TimeProvider timeProvider) : RenewedToken(timeProvider)
{
    private static readonly TimeSpan RunLimit = TimeSpan.FromMinutes(1);

    // Without an expiry the token is good until the server refuses it.
    private static readonly TimeSpan NoExpiry = TimeSpan.FromDays(365);

    // A token must not expire on its way.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _timeProvider = timeProvider;

    protected override async Task<(string Token, TimeSpan GoodFor)> FetchAsync(string? former, CancellationToken cancellationToken)
    {
        var output = await RunAsync(cancellationToken);
        try
        {
            using var credential = JsonDocument.Parse(output);
            return Read(credential.RootElement);
        }
        catch (Exception failure) when (failure is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw Fault($"printed no ExecCredential: {failure.Message}", failure);
        }
    }

    private (string Token, TimeSpan GoodFor) Read(JsonElement credential)
    {
        if (credential.GetProperty("apiVersion").GetString() is var version && version != exec.ApiVersion)
        {
            throw Fault($"printed an ExecCredential of {version}, but {exec.ApiVersion} was asked for");
        }

        var status = credential.GetProperty("status");
        if (!status.TryGetProperty("token", out var token) || token.GetString() is not { Length: > 0 } text)
        {
            throw Fault("issued no token; client certificates from programs are not supported");
        }

        return status.TryGetProperty("expirationTimestamp", out var expiry) && expiry.ValueKind == JsonValueKind.String
            ? (text, DateTimeOffset.Parse(expiry.GetString()!, CultureInfo.InvariantCulture) - _timeProvider.GetUtcNow() - Margin)
            : (text, NoExpiry);
    }

    private async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(RunLimit, _timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using var process = new Process { StartInfo = StartInfo() };
        try
        {
            process.Start();
            process.StandardInput.Close();
            var errors = ReadErrorsAsync(process.StandardError, either.Token);
            var output = await process.StandardOutput.ReadToEndAsync(either.Token);
            await process.WaitForExitAsync(either.Token);
            return process.ExitCode == 0
                ? output
                : throw Fault($"ended with exit code {process.ExitCode}: {FirstLine(await errors)}");
        }
        catch (Win32Exception failure)
        {
            throw Fault($"cannot be started: {failure.Message}{(exec.InstallHint is null ? "" : $" {FirstLine(exec.InstallHint)}")}", failure);
        }
        catch (OperationCanceledException failure)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw Fault($"did not end within {RunLimit.TotalSeconds} seconds", failure);
        }
    }

    /// <summary>Never fails: it is not waited for where the program succeeds, or where something else has gone wrong already.</summary>
    private static async Task<string> ReadErrorsAsync(StreamReader errors, CancellationToken cancellationToken)
    {
        try
        {
            return await errors.ReadToEndAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            return "";
        }
    }

    private ProcessStartInfo StartInfo()
    {
        var start = new ProcessStartInfo(exec.Command, exec.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in exec.Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["KUBERNETES_EXEC_INFO"] = new JsonObject
        {
            ["apiVersion"] = exec.ApiVersion,
            ["kind"] = "ExecCredential",
            ["spec"] = new JsonObject { ["interactive"] = false },
        }.ToJsonString();
        return start;
    }

    private ClusterConfigurationException Fault(string what, Exception? cause = null) =>
        new($"exec: {exec.Command} {what}", cause);

    private static string FirstLine(string text) => text.Trim().Split('\n', 2)[0];
}
