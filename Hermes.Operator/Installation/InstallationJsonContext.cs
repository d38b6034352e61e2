using System.Text.Json.Serialization;

namespace Hermes.Operator.Installation;

/// <summary>For catalogs of those who install; the operator itself must not, and may not, write definitions.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DefinitionDocument))]
internal sealed partial class InstallationJsonContext : JsonSerializerContext;
