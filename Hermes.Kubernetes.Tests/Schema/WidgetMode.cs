using System.Text.Json.Serialization;

namespace Hermes.Kubernetes.Tests.Schema;

[JsonConverter(typeof(JsonStringEnumConverter<WidgetMode>))]
internal enum WidgetMode
{
    Fast,

    [JsonStringEnumMemberName("very-slow")]
    VerySlow,
}
