using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Tests.Hosting;

/// <summary>An answer, read whole.</summary>
public sealed record TestAnswer(int Status, string Text, IReadOnlyList<string> Warnings, string? RetryAfter)
{
    public JsonObject Json => JsonNode.Parse(Text)!.AsObject();

    public string Message => (string)Json["message"]!;

    public string Reason => (string?)Json["reason"] ?? "";

    public string Revision => (string)Json["metadata"]!["resourceVersion"]!;

    public IEnumerable<string> Names => Json["items"]!.AsArray().Select(item => (string)item!["metadata"]!["name"]!);

    /// <summary>The causes, each as <c>field reason message</c>.</summary>
    public IEnumerable<string> Causes => (Json["details"]?["causes"]?.AsArray() ?? []).Select(
        cause => $"{cause!["field"]} {cause["reason"]} {cause["message"]}");
}
