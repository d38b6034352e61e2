namespace Hermes.Operator.Entities.Keda;

internal sealed record ReplicaBounds
{
    public int? Min { get; init; }

    public int? Max { get; init; }
}
