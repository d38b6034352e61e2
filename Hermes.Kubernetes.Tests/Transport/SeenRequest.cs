namespace Hermes.Kubernetes.Tests.Transport;

/// <summary>A request as the server saw it.</summary>
public sealed record SeenRequest(
    string Method, string Path, IDictionary<string, string> Query, IDictionary<string, string> Headers, string Body)
{
    public string? Authorization => Headers.TryGetValue("Authorization", out var value) ? value : null;
}
