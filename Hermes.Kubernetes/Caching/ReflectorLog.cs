using Hermes.Kubernetes.Entities;
using Microsoft.Extensions.Logging;

namespace Hermes.Kubernetes.Caching;

internal static partial class ReflectorLog
{
    [LoggerMessage(1, LogLevel.Debug, "Listed {Count} {Kind} at version {Version}")]
    public static partial void Listed(ILogger logger, string kind, int count, string version);

    [LoggerMessage(2, LogLevel.Debug, "The watch of {Kind} ended after {Lasted}; it is resumed")]
    public static partial void WatchEnded(ILogger logger, string kind, TimeSpan lasted);

    [LoggerMessage(3, LogLevel.Information, "{Kind} is listed again: {Reason}")]
    public static partial void VersionLost(ILogger logger, string kind, string reason);

    [LoggerMessage(4, LogLevel.Information, "The API server does not serve {Kind}; it is asked again from time to time")]
    public static partial void NotServed(ILogger logger, string kind);

    [LoggerMessage(5, LogLevel.Information, "The API server serves {Kind} now")]
    public static partial void ServedAgain(ILogger logger, string kind);

    [LoggerMessage(6, LogLevel.Warning, "Watching {Kind} failed; the next try is in {Pause}")]
    public static partial void Failed(ILogger logger, string kind, TimeSpan pause, Exception failure);

    [LoggerMessage(7, LogLevel.Error, "A handler of {Kind} threw: it missed a change")]
    public static partial void HandlerThrew(ILogger logger, string kind, Exception failure);

    [LoggerMessage(9, LogLevel.Warning, "{Kind} {Key} at version {Version} cannot be read and is left out of sight: {Fault}")]
    public static partial void Unreadable(ILogger logger, string kind, NamespacedName key, string? version, string fault);

    [LoggerMessage(10, LogLevel.Debug, "{Kind} is listed again at once, since no watch can begin at the list's version: {Reason}")]
    public static partial void ListTooOld(ILogger logger, string kind, string reason);

    [LoggerMessage(8, LogLevel.Information, "The watch of {Kind} is resumed: {Reason}")]
    public static partial void Silent(ILogger logger, string kind, string reason);
}
