using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Hermes.Campaigns.Soak;

/// <summary>What must not happen in a soak: errors that the operator logs, and exceptions of tasks that nobody looks at.</summary>
internal sealed class FaultLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly ConcurrentDictionary<string, int> _warnings = new(StringComparer.Ordinal);

    public FaultLog() => TaskScheduler.UnobservedTaskException += OnUnobserved;

    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>How often each warning was logged, by category and event.</summary>
    public IReadOnlyDictionary<string, int> Warnings => _warnings;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose() => TaskScheduler.UnobservedTaskException -= OnUnobserved;

    private void OnUnobserved(object? sender, UnobservedTaskExceptionEventArgs unobserved) =>
        _faults.Enqueue($"unobserved: {unobserved.Exception}");

    private sealed class Logger(FaultLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Error)
            {
                log._faults.Enqueue($"logged by {category}: {formatter(state, exception)} {exception}");
            }
            else if (logLevel == LogLevel.Warning)
            {
                log._warnings.AddOrUpdate($"{category}/{eventId.Name}", 1, static (_, count) => count + 1);
            }
        }
    }
}
