using System.Buffers;
using System.Globalization;
using Hermes.Service.Answers;

namespace Hermes.Service.Workload;

/// <summary>Something to wait for: <c>/slow?ms=</c> reads the body to its end, holds the request, then says how much it read.</summary>
internal sealed partial class SlowEndpoint(TimeProvider time, ILogger<SlowEndpoint> logger)
{
    public const string Path = "/slow";

    public async Task AnswerAsync(HttpContext context)
    {
        if (SlowOrder.Read(context.Request.Query, out var fault) is not { } order)
        {
            await context.WriteLineAsync(StatusCodes.Status400BadRequest, fault!);
            return;
        }

        var received = await DrainBodyAsync(context);
        await Task.Delay(order.Hold, time, context.RequestAborted);
        LogHeld(order.Hold.TotalMilliseconds, received);
        await context.WriteLineAsync(StatusCodes.Status200OK, string.Create(
            CultureInfo.InvariantCulture, $"held for {order.Hold.TotalMilliseconds} ms, read {received} bytes"));
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

    [LoggerMessage(LogLevel.Information, "Held a request for {HoldMilliseconds} ms and read {Bytes} bytes")]
    private partial void LogHeld(double holdMilliseconds, long bytes);
}
