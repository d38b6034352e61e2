using System.CommandLine;
using System.Globalization;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Configuration;
using Hermes.Kubernetes.Transport;
using Hermes.Operator.Entities;
using Hermes.Operator.Verification;

namespace Hermes.Operator.Commands;

/// <summary><c>verify</c>: what <c>helm test</c> runs. The operator's own image has all that it needs.</summary>
internal static class VerifyCommand
{
    private const double LongestTimeout = 3600;

    public static Command Create()
    {
        var kubeconfig = new Option<string?>("--kubeconfig")
        {
            Description = "A kubeconfig file. Default: the pod's service account, else KUBECONFIG, else the home directory's.",
        };
        var @namespace = new Option<string?>("--namespace", "-n")
        {
            Description = "Where the app is made. Default: the pod's own namespace, else the kubeconfig context's.",
        };
        var image = new Option<string>("--image")
        {
            Description = "What the app runs: an image that answers on port 8000.",
            Required = true,
        };
        var timeout = new Option<double>("--timeout")
        {
            Description = "Seconds until the app must be Ready.",
            DefaultValueFactory = _ => 120,
        };
        var command = new Command("verify", "Makes a HermesApp, waits until it is Ready, and deletes it again.") { kubeconfig, @namespace, image, timeout };
        command.SetAction((parsed, cancellationToken) =>
        {
            var seconds = parsed.GetValue(timeout);
            var streams = parsed.InvocationConfiguration;
            return seconds is > 0 and <= LongestTimeout
                ? VerifyAsync(
                    parsed.GetValue(kubeconfig),
                    parsed.GetValue(@namespace),
                    parsed.GetRequiredValue(image),
                    TimeSpan.FromSeconds(seconds),
                    streams,
                    cancellationToken)
                : FailAsync(streams.Error, "--timeout: must be more than 0 and at most 3600 seconds");
        });
        return command;
    }

    private static async Task<int> VerifyAsync(
        string? kubeconfig, string? @namespace, string image, TimeSpan timeout, InvocationConfiguration streams, CancellationToken cancellationToken)
    {
        try
        {
            var cluster = ClusterConfiguration.Load(kubeconfig);
            using var connection = new ApiConnection(cluster);
            var client = new ResourceClient(connection, new ResourceCatalog([HermesJsonContext.Default]));
            var result = await new AppTrial(client, TimeProvider.System).RunAsync(
                @namespace ?? cluster.Namespace, image, timeout, cancellationToken);
            return await TellAsync(result, timeout, streams);
        }
        catch (Exception exception) when (exception is ClusterConfigurationException or KubernetesException or HttpRequestException
            or IOException or TimeoutException)
        {
            return await FailAsync(streams.Error, exception.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return await FailAsync(streams.Error, "verify: was stopped before the app was Ready");
        }
    }

    private static async Task<int> TellAsync(TrialResult result, TimeSpan timeout, InvocationConfiguration streams)
    {
        var app = $"HermesApp {result.App.Metadata.NamespaceProperty}/{result.App.Metadata.Name}";
        if (result.ReadyAfter is { } took)
        {
            await streams.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{app}: Ready after {took.TotalSeconds:0.0} s"));
            return 0;
        }

        await streams.Error.WriteLineAsync(result.IsGone
            ? $"{app}: was deleted by somebody else"
            : string.Create(CultureInfo.InvariantCulture, $"{app}: not Ready after {timeout.TotalSeconds:0.###} s"));
        if (result.App.Status?.Conditions is not { Count: > 0 } conditions)
        {
            await streams.Error.WriteLineAsync("It has no status: does an operator run, and does it watch this namespace?");
            return 1;
        }

        foreach (var condition in conditions.Where(condition => condition.Status != "True"))
        {
            await streams.Error.WriteLineAsync($"{condition.Type}: {condition.Reason}: {condition.Message}");
        }

        return 1;
    }

    private static async Task<int> FailAsync(TextWriter error, string line)
    {
        await error.WriteLineAsync(line);
        return 1;
    }
}
