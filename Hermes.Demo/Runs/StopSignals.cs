using System.Runtime.InteropServices;

namespace Hermes.Demo.Runs;

/// <summary>Turns Ctrl-C and SIGTERM into a cancellation, so that what was started is stopped in order.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public StopSignals()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    }

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _stop.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        // The second signal is not held back: whoever insists gets the end at once.
        signal.Cancel = !_stop.IsCancellationRequested;
        _stop.Cancel();
    }
}
