using Microsoft.Extensions.Logging;

namespace Hermes.Kubernetes.Hosting;

internal static partial class OperatorLog
{
    [LoggerMessage(1, LogLevel.Information, "Operator {Operator} starts with {Controllers} controllers")]
    public static partial void Starts(this ILogger logger, string @operator, int controllers);

    [LoggerMessage(3, LogLevel.Error, "Reconciles ignore their cancellation: {Operator} stops without them")]
    public static partial void LeavesReconciles(this ILogger logger, string @operator);

    [LoggerMessage(2, LogLevel.Information, "Operator {Operator} has stopped")]
    public static partial void Stopped(this ILogger logger, string @operator);
}
