namespace Hermes.Kubernetes.Tests.Transport;

/// <summary>A request as the server saw it.</summary>
public sealed record SeenRequest(
    string Method, string Path, IReadOnlyDictionary<string, string> Query, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? Authorization => Headers.GetValueOrDefault("Authorization");
}
