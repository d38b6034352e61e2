namespace Hermes.Operator.Entities.Keda;

internal sealed record InterceptorTarget
{
    public string? Service { get; init; }

    public int? Port { get; init; }
}
