using Hermes.Benchmarks.Runs;
using Hermes.Kubernetes.Transport;

namespace Hermes.Benchmarks.Requests;

/// <summary>Reads the operator's requests from the API server's own count.</summary>
internal sealed class RequestMeter(ApiConnection connection, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // Longer than the operator gathers changes of a status before it writes them.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    /// <summary>The operator's requests so far, watches left out.</summary>
    public async Task<RequestCounts> ReadAsync(CancellationToken cancellationToken) =>
        (await RequestCounts.ReadAsync(connection, cancellationToken)).Where(OperatorRequests.Includes);

    /// <summary>The operator's requests, once there have been no more for a while.</summary>
    /// <param name="apps">How many apps it works on, for how long that may take.</param>
    /// <param name="cancellationToken">Gives the wait up.</param>
    /// <exception cref="BenchmarkException">There was always another.</exception>
    public async Task<RequestCounts> SettledAsync(int apps, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var last = await ReadAsync(cancellationToken);
        var quietSince = time.GetTimestamp();
        using var timer = new PeriodicTimer(Interval, time);
        while (time.GetElapsedTime(quietSince) < Quiet)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            var present = await ReadAsync(cancellationToken);
            if (present.Sum() != last.Sum())
            {
                (last, quietSince) = (present, time.GetTimestamp());
            }

            if (time.GetElapsedTime(start) > Patience.For(apps))
            {
                throw new BenchmarkException($"the operator still sends requests after {Patience.For(apps):c}");
            }
        }

        return last;
    }
}
