using System.Globalization;
using Hermes.Service.Answers;
using Hermes.Service.Settings;

namespace Hermes.Service.Workload;

/// <summary>Something to load: <c>/work?ms=&amp;mb=</c> holds memory while it keeps one processor busy.</summary>
internal sealed partial class WorkEndpoint(ServiceSettings settings, TimeProvider time, ILogger<WorkEndpoint> logger)
{
    public const string Path = "/work";

    // How soon it is worth to ask again: most requests are shorter.
    private const string RetryAfterSeconds = "1";

    private readonly MemoryBudget _budget = new(settings.WorkMemoryMebibytes);

    public async Task AnswerAsync(HttpContext context)
    {
        if (WorkOrder.Read(context.Request.Query, _budget.Mebibytes, out var fault) is not { } order)
        {
            await context.WriteLineAsync(StatusCodes.Status400BadRequest, fault!);
            return;
        }

        using (var memory = _budget.TryHold(order.Mebibytes))
        {
            if (memory is null)
            {
                LogNoMemory(order.Mebibytes, _budget.Mebibytes);
                context.Response.Headers.RetryAfter = RetryAfterSeconds;
                await context.WriteLineAsync(StatusCodes.Status503ServiceUnavailable, string.Create(
                    CultureInfo.InvariantCulture,
                    $"mb: {order.Mebibytes} MiB are not free now; all requests together may hold {_budget.Mebibytes} ({ServiceSettings.WorkMemoryName})"));
                return;
            }

            await KeepBusyAsync(order.Busy, context.RequestAborted);
        }

        LogWorked(order.Busy.TotalMilliseconds, order.Mebibytes);
        await context.WriteLineAsync(StatusCodes.Status200OK, string.Create(
            CultureInfo.InvariantCulture, $"kept a processor busy for {order.Busy.TotalMilliseconds} ms and held {order.Mebibytes} MiB"));
    }

    private async Task KeepBusyAsync(TimeSpan duration, CancellationToken cancellationToken)
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

    [LoggerMessage(LogLevel.Information, "Kept a processor busy for {BusyMilliseconds} ms and held {Mebibytes} MiB")]
    private partial void LogWorked(double busyMilliseconds, int mebibytes);

    [LoggerMessage(LogLevel.Warning, "Refused to hold {Mebibytes} MiB: less is free of the {BudgetMebibytes} for all requests")]
    private partial void LogNoMemory(int mebibytes, int budgetMebibytes);
}
