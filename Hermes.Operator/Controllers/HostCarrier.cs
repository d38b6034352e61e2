namespace Hermes.Operator.Controllers;

/// <summary>An app whose Ingress carries a host, whether or not the app still wants it, and even if the app is gone.</summary>
internal sealed record HostCarrier(string? Namespace, string Name)
{
    public string Key => $"{Namespace}/{Name}";
}
