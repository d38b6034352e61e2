using System.Buffers;
using System.Globalization;
using Hermes.Service.Answers;

namespace Hermes.Service.Workload;

/// <summary>Something to load: <c>/work?ms=&amp;cpu=</c> reads the body to its end, waits, computes, then says how much it read.</summary>
internal static class WorkEndpoint
{
    public const string Path = "/work";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post];

    public static void MapWork(this WebApplication app)
    {
        var time = app.Services.GetRequiredService<TimeProvider>();
        app.MapMethods(Path, Methods, context => WorkAsync(context, time));
    }

    private static async Task WorkAsync(HttpContext context, TimeProvider time)
    {
        if (WorkOrder.Read(context.Request.Query, out var fault) is not { } order)
        {
            await context.WriteLineAsync(StatusCodes.Status400BadRequest, fault!);
            return;
        }

        var received = await DrainBodyAsync(context);
        await Task.Delay(order.Wait, time, context.RequestAborted);
        await ComputeAsync(order.Compute, time, context.RequestAborted);
        await context.WriteLineAsync(StatusCodes.Status200OK, received.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<long> DrainBodyAsync(HttpContext context)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            long received = 0;
            int read;
            while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
            {
                received += read;
            }

            return received;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task ComputeAsync(TimeSpan duration, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (time.GetElapsedTime(start) < duration)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Thread.SpinWait(20_000);

            // Probes must get their turn on a replica with one processor.
            await Task.Yield();
        }
    }
}
