using Hermes.Service.Answers;

namespace Hermes.Service.Health;

internal static class HealthEndpoints
{
    public const string LivePath = "/livez";
    public const string ReadyPath = "/readyz";

    /// <summary>Alive while it answers; ready until it is told to stop.</summary>
    public static void MapHealth(this WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        app.MapGet(LivePath, context => context.WriteLineAsync(StatusCodes.Status200OK, "ok"));
        app.MapGet(ReadyPath, context => stopping.IsCancellationRequested
            ? context.WriteLineAsync(StatusCodes.Status503ServiceUnavailable, "draining")
            : context.WriteLineAsync(StatusCodes.Status200OK, "ok"));
    }
}
