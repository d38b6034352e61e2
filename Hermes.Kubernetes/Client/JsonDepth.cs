using System.Text.Json;

namespace Hermes.Kubernetes.Client;

/// <summary>How deep JSON may nest where an object is only found, not read: as deep as Go's decoder lets the API server store it.</summary>
internal static class JsonDepth
{
    public static JsonReaderOptions Reader { get; } = new() { MaxDepth = 10_000 };
}
