namespace Hermes.Service.Workload;

internal static class WorkloadExtensions
{
    private static readonly string[] WorkMethods = [HttpMethods.Get];
    private static readonly string[] SlowMethods = [HttpMethods.Get, HttpMethods.Post];

    public static IServiceCollection AddWorkload(this IServiceCollection services) => services
        .AddSingleton<WorkEndpoint>()
        .AddSingleton<SlowEndpoint>();

    /// <summary>What drives the scalers: a processor, memory, and requests in flight.</summary>
    public static void MapWorkload(this WebApplication app)
    {
        var work = app.Services.GetRequiredService<WorkEndpoint>();
        var slow = app.Services.GetRequiredService<SlowEndpoint>();
        app.MapMethods(WorkEndpoint.Path, WorkMethods, work.AnswerAsync);
        app.MapMethods(SlowEndpoint.Path, SlowMethods, slow.AnswerAsync);
    }
}
