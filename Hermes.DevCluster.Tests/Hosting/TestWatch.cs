using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Tests.Hosting;

/// <summary>A watch, read event by event.</summary>
public sealed class TestWatch(HttpResponseMessage response, StreamReader lines) : IDisposable
{
    /// <summary>The next event; null at the end.</summary>
    public async Task<JsonObject?> NextAsync() =>
        await lines.ReadLineAsync().WaitAsync(TestCluster.Patience) is { } line ? JsonNode.Parse(line)!.AsObject() : null;

    /// <summary>The next event as <c>TYPE name</c>; null at the end.</summary>
    public async Task<string?> NextNameAsync() =>
        await NextAsync() is { } next ? $"{next["type"]} {next["object"]!["metadata"]?["name"]}" : null;

    public void Dispose()
    {
        lines.Dispose();
        response.Dispose();
    }
}
