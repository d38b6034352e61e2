namespace Hermes.Kubernetes.Health;

/// <summary>One thing that must hold for the operator to be live or ready. Register it as a singleton service to add it.</summary>
public interface IHealthProbe
{
    /// <summary>The probe's name, such as <c>informers</c>; unique among the probes of its kind.</summary>
    string Name { get; }

    /// <summary>Which endpoint shows it.</summary>
    HealthProbeKind Kind { get; }

    /// <summary>Looks at once, without I/O.</summary>
    /// <returns>Null when all is well, else what is wrong in one line.</returns>
    string? Check();
}
