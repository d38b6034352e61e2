namespace Hermes.Kubernetes.Tests.Client;

public sealed class WidgetSpec
{
    public string? Image { get; set; }

    public WidgetMode Mode { get; set; }
}
