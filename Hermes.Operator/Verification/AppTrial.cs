using System.Globalization;
using Hermes.Kubernetes.Client;
using Hermes.Operator.Entities;
using Hermes.Operator.Status;
using k8s.Models;

namespace Hermes.Operator.Verification;

/// <summary>
/// Tries whether an operator works: makes an app, waits until it is Ready, and takes it away again, whatever came of it.
/// </summary>
internal sealed class AppTrial(IKubernetesClient client, TimeProvider time)
{
    private const string Prefix = "hermes-verify-";

    // What remains of a pod's grace period once it is told to stop.
    private static readonly TimeSpan DeletePatience = TimeSpan.FromSeconds(10);

    /// <summary>Runs the trial.</summary>
    /// <param name="namespace">Where the app is made.</param>
    /// <param name="image">What it runs: something that answers on port 8000.</param>
    /// <param name="timeout">How long it may take to become Ready.</param>
    /// <param name="cancellationToken">Gives the trial up; the app still goes.</param>
    /// <exception cref="KubernetesException">The server refuses the app, or to show it.</exception>
    public async Task<TrialResult> RunAsync(string @namespace, string image, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var created = await client.CreateAsync(NewApp(@namespace, image), cancellationToken);
        try
        {
            return await WatchAsync(created, timeout, cancellationToken);
        }
        finally
        {
            using var patience = new CancellationTokenSource(DeletePatience, time);
            await client.DeleteAsync<HermesApp>(created.Metadata.Name, @namespace, new Preconditions(created.Metadata.Uid), patience.Token);
        }
    }

    private async Task<TrialResult> WatchAsync(HermesApp created, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(timeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var started = time.GetTimestamp();
        var last = created;
        try
        {
            while (true)
            {
                await foreach (var change in client.WatchAsync<HermesApp>(Following(last), stop.Token))
                {
                    if (change.Type == WatchEventType.Deleted)
                    {
                        return new TrialResult { App = last, IsGone = true };
                    }

                    last = change.Type == WatchEventType.Bookmark ? last : change.Object;
                    if (IsReady(last))
                    {
                        return new TrialResult { App = last, ReadyAfter = time.GetElapsedTime(started) };
                    }
                }

                // A server ends its watches when it likes.
                last = await client.GetAsync<HermesApp>(last.Metadata.Name, last.Metadata.NamespaceProperty, stop.Token) ?? last;
            }
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new TrialResult { App = last };
        }
    }

    private static WatchOptions Following(HermesApp app) => new()
    {
        Namespace = app.Metadata.NamespaceProperty,
        FieldSelector = $"metadata.name={app.Metadata.Name}",
        ResourceVersion = app.Metadata.ResourceVersion,
    };

    private static bool IsReady(HermesApp app) =>
        app.Status?.ObservedGeneration == app.Metadata.Generation
        && app.Status?.Conditions?.Any(condition => condition is { Type: ConditionType.Ready, Status: "True" }) is true;

    // Several may run at a time, and one that was killed leaves its app behind.
    private static HermesApp NewApp(string @namespace, string image) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Random.Shared.Next(0x100000):x5}"),
            NamespaceProperty = @namespace,
        },
        Spec = new HermesAppSpec { Image = image },
    };
}
