using System.Text.Json.Nodes;
using Hermes.DevCluster.Tests.Schemas;

namespace Hermes.DevCluster.Tests.Apply;

/// <summary>A widget with some spec.</summary>
public sealed record WidgetSpec(string Text)
{
    public JsonObject ToObject() => Widgets.Widget(Text);
}
