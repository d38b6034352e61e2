using Hermes.DevCluster;
using Hermes.Kubernetes.Client;
using k8s.Models;

namespace Hermes.Campaigns.Soak;

/// <summary>What an API server does to its clients in the course of time.</summary>
internal sealed class Disturbances(DevClusterServer server, IKubernetesClient client, TimeProvider time)
{
    private const int DeleteAtATime = 4;

    /// <summary>How often every watch was closed.</summary>
    public int WatchCloses { get; private set; }

    /// <summary>How often past versions were forgotten.</summary>
    public int Compactions { get; private set; }

    /// <summary>Disturbs until told to stop.</summary>
    public Task RunAsync(CancellationToken stop) => Task.WhenAll(
        EveryAsync(SoakSettings.WatchCloseInterval, CloseWatchesAsync, stop), EveryAsync(SoakSettings.CompactInterval, CompactAsync, stop));

    private Task CloseWatchesAsync()
    {
        server.CloseWatches();
        WatchCloses++;
        return Task.CompletedTask;
    }

    private async Task CompactAsync()
    {
        server.Compact();
        Compactions++;

        // An API server lets events expire after an hour; DevCluster keeps them, which would look like a leak.
        var events = await client.ListAsync<Corev1Event>(new ListOptions(), CancellationToken.None);
        await Parallel.ForEachAsync(
            events.Items,
            new ParallelOptions { MaxDegreeOfParallelism = DeleteAtATime },
            async (one, token) => await client.DeleteAsync<Corev1Event>(one.Metadata.Name, one.Metadata.NamespaceProperty, null, token));
    }

    private async Task EveryAsync(TimeSpan interval, Func<Task> disturb, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                await disturb();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Disturbed enough.
        }
    }
}
