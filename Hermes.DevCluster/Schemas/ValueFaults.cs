namespace Hermes.DevCluster.Schemas;

/// <summary>
/// Faults found in one value, and how many checks it went through: of several alternatives the one that got furthest is reported.
/// </summary>
internal sealed class ValueFaults
{
    private readonly List<FieldError> _errors = [];

    /// <summary>The faults, each once, in the order found.</summary>
    public IReadOnlyList<FieldError> Errors => _errors;

    /// <summary>Whether there is none.</summary>
    public bool IsValid => _errors.Count == 0;

    /// <summary>How many checks were made.</summary>
    public int Checks { get; set; }

    /// <summary>Adds a fault; null and one already there are left out.</summary>
    public void Add(FieldError? error)
    {
        if (error is not null && !_errors.Contains(error))
        {
            _errors.Add(error);
        }
    }

    /// <summary>Adds what was found elsewhere.</summary>
    public void Merge(ValueFaults? other)
    {
        foreach (var error in other?._errors ?? [])
        {
            Add(error);
        }

        Checks += other?.Checks ?? 0;
    }

    /// <summary>The same checks without the faults.</summary>
    public ValueFaults Forgiven() => new() { Checks = Checks };
}
