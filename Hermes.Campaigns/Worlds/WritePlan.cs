namespace Hermes.Campaigns.Worlds;

/// <summary>What befalls the operator's writes, one after another, whichever of its lives sends them.</summary>
internal sealed class WritePlan
{
    private readonly Queue<WriteFault> _faults = new();
    private int _sinceFault;

    /// <summary>How many writes were sent since the last <see cref="Expect"/>.</summary>
    public int Count { get; private set; }

    /// <summary>Whether all that was to come has come.</summary>
    public bool IsDone => _faults.Count == 0;

    /// <summary>Counts from here.</summary>
    /// <param name="faults">What is to befall which write; the writes of each are counted from the one that the fault before it befell.</param>
    public void Expect(params IEnumerable<WriteFault> faults)
    {
        _faults.Clear();
        foreach (var fault in faults)
        {
            _faults.Enqueue(fault);
        }

        (Count, _sinceFault) = (0, 0);
    }

    /// <summary>Counts one write.</summary>
    /// <returns>What befalls it; null for nothing.</returns>
    public WriteFate? Next()
    {
        Count++;
        if (!_faults.TryPeek(out var fault) || fault.Write != ++_sinceFault)
        {
            return null;
        }

        _faults.Dequeue();
        _sinceFault = 0;
        return fault.Fate;
    }
}
