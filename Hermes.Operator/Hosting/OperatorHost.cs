using Hermes.Kubernetes.Health;
using Hermes.Operator.Exporting;

namespace Hermes.Operator.Hosting;

/// <summary>An operator in this process. Disposal stops it: reconciles under way finish, what they left to tell is told.</summary>
internal sealed class OperatorHost : IAsyncDisposable
{
    private readonly IHost _host;
    private int _disposed;

    private OperatorHost(IHost host) => _host = host;

    /// <summary>The port of <c>/livez</c> and <c>/readyz</c>; null where there is none.</summary>
    public int? HealthPort => _host.Services.GetRequiredService<IHealthEndpoint>().Port;

    /// <summary>The operator's parts.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Starts an operator. It has not listed anything yet when this returns.</summary>
    /// <param name="options">How it runs.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <param name="configure">Adds services, such as logging or a clock; null (default) for neither.</param>
    /// <param name="export">Where its telemetry goes; null (default) for nowhere.</param>
    /// <exception cref="OperatorOptionsException">The options break rules, all of which are named.</exception>
    /// <exception cref="Kubernetes.Configuration.ClusterConfigurationException">The cluster cannot be told from them.</exception>
    public static async Task<OperatorHost> StartAsync(
        OperatorOptions options,
        CancellationToken cancellationToken,
        Action<IServiceCollection>? configure = null,
        OtlpVariables? export = null)
    {
        var builder = CreateBuilder(options);
        builder.AddOtlpExport(export);
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        configure?.Invoke(builder.Services);
        var host = builder.Build();
        try
        {
            await host.StartAsync(cancellationToken);
            return new OperatorHost(host);
        }
        catch
        {
            await DisposeAsync(host);
            throw;
        }
    }

    /// <summary>A host that has everything but the way it is run.</summary>
    public static HostApplicationBuilder CreateBuilder(OperatorOptions options)
    {
        if (OperatorOptionsValidator.Validate(options) is { Count: > 0 } faults)
        {
            throw new OperatorOptionsException(faults);
        }

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "hermes-operator" });
        builder.Services.AddHermes(options);
        return builder;
    }

    /// <summary>Waits until the operator stops by itself, which only a fault of its own makes it do, or is stopped.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _host.WaitForShutdownAsync(cancellationToken);

    /// <summary>Stops the operator; once more does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _host.StopAsync(CancellationToken.None);
        await DisposeAsync(_host);
    }

    private static async ValueTask DisposeAsync(IHost host)
    {
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
        else
        {
            host.Dispose();
        }
    }
}
