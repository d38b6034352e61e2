using Hermes.Kubernetes.Events;
using Microsoft.Extensions.Logging;

namespace Hermes.Kubernetes.Tests.Events;

/// <summary>A logger that throws the first time it is used.</summary>
internal sealed class FaultyLogger(TaskCompletionSource failed) : ILogger<EventPublisher>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (failed.TrySetResult())
        {
            throw new InvalidOperationException("a bug");
        }
    }
}
