using Microsoft.Extensions.Logging;

namespace Hermes.Campaigns.Worlds;

/// <summary>The errors that a world's operators log: none of them is expected, whatever befalls them.</summary>
internal sealed class OperatorLog : ILoggerProvider, ILogger
{
    private readonly List<string> _errors = [];

    public IReadOnlyList<string> Errors => _errors;

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            _errors.Add($"the operator logged an error: {formatter(state, exception)} {exception}");
        }
    }

    public void Dispose()
    {
        // The world's, which outlives each operator.
    }
}
