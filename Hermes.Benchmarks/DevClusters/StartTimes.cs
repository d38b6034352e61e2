using Hermes.DevCluster;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Configuration;
using Hermes.Kubernetes.Transport;
using k8s;
using k8s.Models;

namespace Hermes.Benchmarks.DevClusters;

/// <summary>From the call that starts a server to the answer to its first list, over HTTPS.</summary>
internal static class StartTimes
{
    public static async Task MeasureAsync(int count, TextWriter output, TimeProvider time, CancellationToken cancellationToken)
    {
        // The first pays for the JIT compiler.
        var first = await StartAsync(time, cancellationToken);
        var times = new List<double>(count);
        for (var i = 0; i < count; i++)
        {
            times.Add((await StartAsync(time, cancellationToken)).TotalMilliseconds);
        }

        times.Sort();
        await output.WriteLineAsync(FormattableString.Invariant(
            $"start, {count} times after a first of {first.TotalMilliseconds:F0} ms: least {times[0]:F0} ms, median {times[count / 2]:F0} ms, most {times[^1]:F0} ms"));
    }

    private static async Task<TimeSpan> StartAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        await using var server = await DevClusterServer.StartAsync(cancellationToken: cancellationToken);
        using var connection = new ApiConnection(ClusterConfiguration.Load(server.KubeconfigPath), timeProvider: time);
        await new ResourceClient(connection, new ResourceCatalog([SourceGenerationContext.Default])).ListAsync<V1Namespace>(new ListOptions(), cancellationToken);
        return time.GetElapsedTime(started);
    }
}
