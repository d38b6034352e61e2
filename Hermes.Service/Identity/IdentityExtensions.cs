namespace Hermes.Service.Identity;

internal static class IdentityExtensions
{
    public static IServiceCollection AddIdentity(this IServiceCollection services, ServiceIdentity identity) => services
        .AddSingleton(identity)
        .AddSingleton<IdentityEndpoint>();

    public static void MapIdentity(this WebApplication app)
    {
        // Made here, at the start: its uptime begins now.
        var endpoint = app.Services.GetRequiredService<IdentityEndpoint>();
        app.MapGet("/", endpoint.AnswerAsync);
    }
}
