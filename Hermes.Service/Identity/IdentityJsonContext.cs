using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hermes.Service.Identity;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ServiceState))]
internal sealed partial class IdentityJsonContext : JsonSerializerContext;
