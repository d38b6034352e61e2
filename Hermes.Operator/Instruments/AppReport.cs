using Hermes.Kubernetes.Caching;
using Hermes.Operator.Controllers;
using Hermes.Operator.Entities;

namespace Hermes.Operator.Instruments;

/// <summary>Reports the apps of this operator from its start until the host is disposed of: what is sent last on the way down has them too.</summary>
internal sealed class AppReport(InformerCache informers) : IHostedService, IDisposable
{
    // The controller's own: equal options share an informer. Asked for before it runs, since no informer is added later.
    private readonly IInformer<HermesApp> _apps = informers.Get(AppInformers.Apps);
    private IDisposable? _observation;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _observation = AppInstruments.Observe(() => _apps.HasSynced ? _apps.Store.List() : null);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _observation?.Dispose();
}
