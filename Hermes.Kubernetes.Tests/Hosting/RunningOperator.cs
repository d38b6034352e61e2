using System.Threading.Channels;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Controllers;
using Hermes.Kubernetes.Health;
using Hermes.Kubernetes.Hosting;
using k8s;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Hermes.Kubernetes.Tests.Hosting;

/// <summary>An operator for ConfigMaps in a plain generic host.</summary>
internal sealed class RunningOperator : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly Channel<string> _calls = Channel.CreateUnbounded<string>();

    private RunningOperator(
        Action<KubernetesOperatorOptions> options, Action<ControllerBuilder<V1ConfigMap>>? controller, Action<IServiceCollection>? services)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        services?.Invoke(builder.Services);
        builder.Services.AddSingleton(_calls);
        builder.Services.AddKubernetesOperator(options).AddJsonContext(SourceGenerationContext.Default).AddController<ConfigMapController, V1ConfigMap>(controller);
        _host = builder.Build();
    }

    public IKubernetesClient Client => _host.Services.GetRequiredService<IKubernetesClient>();

    public Uri Health => new($"http://127.0.0.1:{_host.Services.GetRequiredService<IHealthEndpoint>().Port}");

    public static async Task<RunningOperator> StartAsync(
        Action<KubernetesOperatorOptions> options,
        Action<ControllerBuilder<V1ConfigMap>>? controller = null,
        Action<IServiceCollection>? services = null)
    {
        var running = new RunningOperator(options, controller, services);
        await running._host.StartAsync();
        return running;
    }

    public async Task<string> NextCallAsync() => await _calls.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>The first of the next calls that is as wished.</summary>
    public async Task CallAsync(string call)
    {
        while (await NextCallAsync() != call)
        {
        }
    }

    public Task StopAsync() => _host.StopAsync().WaitAsync(TimeSpan.FromSeconds(30));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
