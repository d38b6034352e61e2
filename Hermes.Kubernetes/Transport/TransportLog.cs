using Microsoft.Extensions.Logging;

namespace Hermes.Kubernetes.Transport;

internal static partial class TransportLog
{
    [LoggerMessage(1, LogLevel.Information, "The API server refused the token; the call is sent again with a renewed one")]
    public static partial void TokenRenewed(ILogger logger);

    [LoggerMessage(2, LogLevel.Warning, "The token file {Path} cannot be read; the token held is used on")]
    public static partial void TokenFileUnreadable(ILogger logger, string path, Exception failure);

    [LoggerMessage(3, LogLevel.Information, "The cluster's certificates have changed; new connections use them")]
    public static partial void CertificatesReloaded(ILogger logger);

    [LoggerMessage(4, LogLevel.Warning, "The cluster's certificates cannot be read again; those held are used on")]
    public static partial void CertificatesUnreadable(ILogger logger, Exception failure);

    [LoggerMessage(5, LogLevel.Information, "The API server asks to wait with {Verb} {Kind} ({Status}); it is sent again in {Wait}")]
    public static partial void Throttled(ILogger logger, string verb, string kind, int status, TimeSpan wait);

    [LoggerMessage(6, LogLevel.Warning, "The API server warns: {Warning}")]
    public static partial void Warned(ILogger logger, string warning);
}
