using Hermes.Kubernetes.Entities;
using Microsoft.Extensions.Logging;

namespace Hermes.Kubernetes.Controllers;

internal static partial class ControllerLog
{
    [LoggerMessage(1, LogLevel.Information, "Controller {Controller} starts with {Workers} workers")]
    public static partial void Starts(this ILogger logger, string controller, int workers);

    [LoggerMessage(2, LogLevel.Information, "Controller {Controller} has stopped")]
    public static partial void Stopped(this ILogger logger, string controller);

    [LoggerMessage(3, LogLevel.Debug, "{Controller} {Key}: reconciled in {Milliseconds:F1} ms")]
    public static partial void Reconciled(this ILogger logger, string controller, NamespacedName key, double milliseconds);

    [LoggerMessage(4, LogLevel.Warning, "{Controller} {Key}: {Error}; next try in {Delay}")]
    public static partial void Failed(
        this ILogger logger, Exception? exception, string controller, NamespacedName key, string? error, TimeSpan delay);

    [LoggerMessage(5, LogLevel.Error, "{Controller} {Key}: {Error}; waiting for its next change")]
    public static partial void FailedForGood(
        this ILogger logger, Exception? exception, string controller, NamespacedName key, string? error);

    [LoggerMessage(6, LogLevel.Error, "The mapper of {Kind} failed; the change wakes nothing")]
    public static partial void MapperFailed(this ILogger logger, Exception exception, string kind);

    [LoggerMessage(7, LogLevel.Error, "{Controller} {Key}: the deletion could not be dealt with and is not tried again")]
    public static partial void DeletionGivenUp(this ILogger logger, Exception exception, string controller, NamespacedName key);

    [LoggerMessage(8, LogLevel.Error, "{Controller} {Key}: too many deletions wait to be dealt with; that of {Uid} is forgotten")]
    public static partial void DeletionForgotten(this ILogger logger, string controller, NamespacedName key, string uid);

    [LoggerMessage(9, LogLevel.Warning, "{Controller} {Key}: what the reconcile is part of is not known; it is a trace of its own")]
    public static partial void TraceUnknown(this ILogger logger, Exception exception, string controller, NamespacedName key);
}
