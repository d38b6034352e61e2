using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Schemas.Definitions;

/// <summary>One step of a <see cref="JsonPath"/>: from a value to any number of values.</summary>
internal delegate IEnumerable<JsonNode?> JsonPathStep(JsonNode? value);
