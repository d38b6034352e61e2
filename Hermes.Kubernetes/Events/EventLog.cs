using Microsoft.Extensions.Logging;

namespace Hermes.Kubernetes.Events;

internal static partial class EventLog
{
    [LoggerMessage(1, LogLevel.Warning, "The event {Reason} of {Kind} {Namespace}/{Name} could not be written")]
    public static partial void NotWritten(
        this ILogger logger, Exception exception, string reason, string? kind, string? @namespace, string name);

    [LoggerMessage(2, LogLevel.Warning, "An event could not be taken")]
    public static partial void NotTaken(this ILogger logger, Exception exception);

    [LoggerMessage(3, LogLevel.Error, "The publisher of events failed and goes on")]
    public static partial void Stumbled(this ILogger logger, Exception exception);
}
