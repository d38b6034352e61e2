namespace Hermes.Kubernetes.Tests.Client;

public sealed class WidgetStatus
{
    public long? ObservedGeneration { get; set; }
}
