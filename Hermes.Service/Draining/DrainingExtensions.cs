using Hermes.Service.Settings;

namespace Hermes.Service.Draining;

internal static class DrainingExtensions
{
    // What Kestrel may take to close what is left, after the drain.
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    public static IServiceCollection AddDraining(this IServiceCollection services, ServiceSettings settings) => services
        .AddSingleton(settings)
        .AddSingleton<RequestsInFlight>()
        .AddHostedService<DrainingService>()
        .Configure<HostOptions>(host => host.ShutdownTimeout = settings.DrainTimeout + CloseTimeout);

    /// <summary>Counts requests, and asks clients with a kept connection to open the next one elsewhere once the service drains.</summary>
    public static void UseDraining(this WebApplication app)
    {
        var requests = app.Services.GetRequiredService<RequestsInFlight>();
        var stopping = app.Lifetime.ApplicationStopping;
        app.Use(async (context, next) =>
        {
            requests.Enter();
            try
            {
                context.Response.OnStarting(() =>
                {
                    if (stopping.IsCancellationRequested && HttpProtocol.IsHttp11(context.Request.Protocol))
                    {
                        context.Response.Headers.Connection = "close";
                    }

                    return Task.CompletedTask;
                });
                await next(context);
            }
            finally
            {
                requests.Leave();
            }
        });
    }
}
