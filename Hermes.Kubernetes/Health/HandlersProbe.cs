using Hermes.Kubernetes.Caching;

namespace Hermes.Kubernetes.Health;

/// <summary>
/// Live as long as the informers' handlers, indexes and transforms come back: one that hangs holds up its kind for ever, and only a restart
/// helps.
/// </summary>
internal sealed class HandlersProbe(InformerCache informers) : IHealthProbe
{
    /// <summary>They are meant to be quick; a first list of many objects may take a while all the same.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromMinutes(5);

    public string Name => "handlers";

    public HealthProbeKind Kind => HealthProbeKind.Liveness;

    public string? Check() => informers.FindStuck(Limit) is { Count: > 0 } kinds
        ? $"changes of {string.Join(", ", kinds)} have been handled for more than {Limit:c}"
        : null;
}
