namespace Hermes.Kubernetes.Tests.Client;

public enum WidgetMode
{
    Plain,
    Fancy,
}
