using System.Text.Json.Nodes;

namespace Hermes.Kubernetes.Yaml;

/// <summary>One document of a YAML or JSON text.</summary>
/// <param name="Line">The line of the text that the document's content starts at, from 1.</param>
/// <param name="Content">The content; never null itself, since documents that hold nothing are left out.</param>
public sealed record YamlDocument(int Line, JsonNode Content);
