using Microsoft.Extensions.Logging;

namespace Hermes.Kubernetes.LeaderElection;

internal static partial class LeaderElectionLog
{
    [LoggerMessage(1, LogLevel.Information, "{Identity} stands by for the lease {Namespace}/{Lease}")]
    public static partial void StandsBy(this ILogger logger, string identity, string @namespace, string lease);

    [LoggerMessage(2, LogLevel.Information, "{Identity} leads: it holds the lease {Namespace}/{Lease}")]
    public static partial void Leads(this ILogger logger, string identity, string @namespace, string lease);

    [LoggerMessage(3, LogLevel.Warning, "The lease {Namespace}/{Lease} cannot be read or written; it is tried again: {Fault}")]
    public static partial void Failed(this ILogger logger, string @namespace, string lease, string fault);

    [LoggerMessage(4, LogLevel.Information, "The lease {Namespace}/{Lease} can be read and written again")]
    public static partial void Recovered(this ILogger logger, string @namespace, string lease);

    [LoggerMessage(5, LogLevel.Error, "{Identity} leads no more, and ends: {Reason}")]
    public static partial void Lost(this ILogger logger, string identity, string reason);

    [LoggerMessage(6, LogLevel.Information, "{Identity} has released the lease {Namespace}/{Lease}")]
    public static partial void Released(this ILogger logger, string identity, string @namespace, string lease);

    [LoggerMessage(7, LogLevel.Warning, "The lease {Namespace}/{Lease} is left to run out: {Reason}")]
    public static partial void NotReleased(this ILogger logger, string @namespace, string lease, string reason);
}
