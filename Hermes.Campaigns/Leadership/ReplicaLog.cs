using Hermes.Campaigns.Worlds;
using Hermes.Kubernetes.LeaderElection;
using Microsoft.Extensions.Logging;

namespace Hermes.Campaigns.Leadership;

/// <summary>The errors that one replica logs. That it has lost its lease is one that it must log, where it has been given cause.</summary>
internal sealed class ReplicaLog(VirtualWorld world, Replica replica) : ILoggerProvider
{
    // As LeaderElectionLog has it.
    private const int LostEvent = 5;

    public ILogger CreateLogger(string categoryName) => new CategoryLog(this, categoryName == typeof(LeaderElector).FullName);

    public void Dispose()
    {
        // The replica's, which has nothing to close.
    }

    private sealed class CategoryLog(ReplicaLog log, bool isElectors) : ILogger
    {
        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                log.Note(isElectors && eventId.Id == LostEvent, $"{formatter(state, exception)} {exception}");
            }
        }
    }

    private void Note(bool isLoss, string message)
    {
        if (!isLoss)
        {
            world.Fault($"{replica.Name} logged an error: {message}");
        }
        else if (!replica.HasCauseToLose)
        {
            world.Fault($"{replica.Name} lost its lease without a cause: {message}");
        }
    }
}
