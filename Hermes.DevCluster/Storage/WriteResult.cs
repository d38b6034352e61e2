using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Storage;

/// <summary>What a write has come to.</summary>
/// <param name="Value">The object in the version of the request; shared, never to be changed.</param>
/// <param name="Created">Whether it is new.</param>
internal sealed record WriteResult(JsonObject Value, bool Created);
