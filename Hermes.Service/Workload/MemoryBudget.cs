namespace Hermes.Service.Workload;

/// <summary>How much memory all requests to <c>/work</c> together may hold: without it, a load test ends in the kernel's OOM killer. Safe for any thread.</summary>
/// <param name="mebibytes">The whole budget.</param>
internal sealed class MemoryBudget(int mebibytes)
{
    private readonly Lock _lock = new();
    private int _free = mebibytes;

    /// <summary>The whole budget.</summary>
    public int Mebibytes { get; } = mebibytes;

    /// <summary>Takes memory from the budget, fills it, and gives both back on disposal.</summary>
    /// <returns>Null where less is free than asked for.</returns>
    public HeldMemory? TryHold(int wanted)
    {
        lock (_lock)
        {
            if (wanted > _free)
            {
                return null;
            }

            _free -= wanted;
        }

        try
        {
            return new HeldMemory(wanted, () => GiveBack(wanted));
        }
        catch
        {
            GiveBack(wanted);
            throw;
        }
    }

    private void GiveBack(int taken)
    {
        lock (_lock)
        {
            _free += taken;
        }
    }
}
