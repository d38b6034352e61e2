using Hermes.Demo.Observing;
using Hermes.Demo.Snapshots;
using Hermes.Operator.Exporting;
using Hermes.Otlp;

namespace Hermes.Demo.SampleService;

/// <summary>The sample service, and a receiver of its and the operator's telemetry.</summary>
internal sealed class SampleServiceRun : IAsyncDisposable
{
    private readonly OtlpReceiver _receiver;
    private readonly SampleServiceProcess _process;
    private readonly TelemetryLog _log;

    private SampleServiceRun(OtlpReceiver receiver, SampleServiceProcess process, TelemetryLog log) =>
        (_receiver, _process, _log) = (receiver, process, log);

    /// <summary>Sends the operator's telemetry here.</summary>
    public OtlpVariables Export => OtlpVariables.Read(TelemetryVariables.For(_receiver.Address))!;

    /// <summary>Starts both.</summary>
    /// <exception cref="IOException">The service does not start.</exception>
    public static async Task<SampleServiceRun> StartAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var log = new TelemetryLog(time);
        var receiver = await OtlpReceiver.StartAsync(new OtlpReceiverOptions { Capacity = 1, Received = log.Add }, cancellationToken);
        try
        {
#pragma warning disable CA2000 // The run disposes of it.
            return new SampleServiceRun(receiver, await SampleServiceProcess.StartAsync(receiver.Address, time, cancellationToken), log);
#pragma warning restore CA2000
        }
        catch
        {
            await receiver.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc cref="SampleServiceProcess.GreetAsync"/>
    public Task GreetAsync(CancellationToken cancellationToken) => _process.GreetAsync(cancellationToken);

    /// <summary>What is shown now.</summary>
    public TelemetrySnapshot Take() => _log.Take(_process.Url);

    /// <summary>Has somebody told after each export that changes what is shown, on any thread.</summary>
    public void OnChange(Action changed) => _log.Changed = changed;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // The service sends what it still holds on its way down.
        await _process.DisposeAsync();
        await _receiver.DisposeAsync();
    }
}
