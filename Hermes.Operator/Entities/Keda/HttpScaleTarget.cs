namespace Hermes.Operator.Entities.Keda;

internal sealed record HttpScaleTarget
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public string? Name { get; init; }

    public string? Service { get; init; }

    public int? Port { get; init; }
}
