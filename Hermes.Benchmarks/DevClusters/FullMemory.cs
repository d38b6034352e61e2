using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Hermes.DevCluster;

namespace Hermes.Benchmarks.DevClusters;

/// <summary>The memory of this whole process, clients included, with many Deployments stored and watched.</summary>
internal static class FullMemory
{
    private const double Megabyte = 1024 * 1024;
    private const int Writers = 8;

    public static async Task MeasureAsync(int objects, int watches, TextWriter output, CancellationToken cancellationToken)
    {
        // Deployments alone: a simulator would add ReplicaSets and pods.
        await using var server = await DevClusterServer.StartAsync(new DevClusterOptions { Simulator = false }, cancellationToken);
        using var client = new HttpClient(server.CreateHandler()) { BaseAddress = server.BaseAddress, Timeout = Timeout.InfiniteTimeSpan };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var seen = new long[watches];
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
#pragma warning disable CA2025 // It is awaited below, before the client is disposed.
        var running = Task.WhenAll(Enumerable.Range(0, watches).Select(watch => WatchAsync(client, watch, seen, objects, all, stop.Token)));
#pragma warning restore CA2025
        try
        {
            await Parallel.ForEachAsync(
                Enumerable.Range(0, objects),
                new ParallelOptions { MaxDegreeOfParallelism = Writers, CancellationToken = cancellationToken },
                async (number, token) => await ApplyAsync(client, $"app-{number}", token));
            await all.Task.WaitAsync(cancellationToken);
            await PrintAsync(objects, watches, output);
        }
        finally
        {
            await stop.CancelAsync();
            await running;
        }
    }

    private static async Task PrintAsync(int objects, int watches, TextWriter output)
    {
        var live = GC.GetTotalMemory(forceFullCollection: true) / Megabyte;
        using var process = Process.GetCurrentProcess();
        await output.WriteLineAsync(FormattableString.Invariant(
            $"memory, {objects:N0} Deployments and {watches} watches that have seen each: peak {process.PeakWorkingSet64 / Megabyte:F0} MB, now {process.WorkingSet64 / Megabyte:F0} MB, of it live objects {live:F0} MB"));
    }

    private static async Task WatchAsync(
        HttpClient client, int watch, long[] seen, int objects, TaskCompletionSource all, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync(
                new Uri("/apis/apps/v1/deployments?watch=1", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            answer.EnsureSuccessStatusCode();
            await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
            var buffer = new byte[64 * 1024];
            while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var length)
            {
                seen[watch] += buffer.AsSpan(0, length).Count((byte)'\n');
                if (seen.All(count => count >= objects))
                {
                    all.TrySetResult();
                }
            }

            all.TrySetException(new InvalidOperationException("A watch has ended."));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Measured.
        }
    }

    private static async Task ApplyAsync(HttpClient client, string name, CancellationToken cancellationToken)
    {
        var body = $$"""
            {
              "apiVersion": "apps/v1", "kind": "Deployment",
              "metadata": {"name": "{{name}}", "labels": {"app.kubernetes.io/name": "{{name}}", "app.kubernetes.io/managed-by": "benchmark"} },
              "spec": {
                "selector": {"matchLabels": {"app": "{{name}}"} },
                "template": {
                  "metadata": {"labels": {"app": "{{name}}", "app.kubernetes.io/name": "{{name}}"} },
                  "spec": {
                    "automountServiceAccountToken": false,
                    "securityContext": {"runAsNonRoot": true, "seccompProfile": {"type": "RuntimeDefault"} },
                    "containers": [{
                      "name": "app", "image": "ghcr.io/acme/{{name}}:1.0",
                      "ports": [{"name": "http", "containerPort": 8000}],
                      "env": [{"name": "OTEL_SERVICE_NAME", "value": "{{name}}" }],
                      "resources": {"requests": {"cpu": "100m", "memory": "128Mi"}, "limits": {"memory": "256Mi"} },
                      "readinessProbe": {"tcpSocket": {"port": "http"} }
                    }]
                  }
                }
              }
            }
            """;
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/apply-patch+yaml");
        var path = new Uri($"/apis/apps/v1/namespaces/default/deployments/{name}?fieldManager=benchmark", UriKind.Relative);
        using var answer = await client.PatchAsync(path, content, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
