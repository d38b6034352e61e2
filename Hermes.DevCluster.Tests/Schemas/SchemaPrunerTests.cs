using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Tests.Schemas;

public class SchemaPrunerTests
{
    [Fact]
    public void Prune_UnknownFields_DropsThemAndNamesTheirPaths()
    {
        var widget = Widgets.Widget("""{"image": "x", "unknown": 1, "ports": [{"name": "a", "nope": {}}], "free": {"kept": {"all": 1}}}""");
        widget["metadata"]!["colour"] = "blue";
        widget["extra"] = true;
        SchemaPruner.Prune(widget, Widgets.Schema).ShouldBe(["metadata.colour", "spec.unknown", "spec.ports[0].nope", "extra"]);
        widget["spec"].ShouldBeJson("""{"image": "x", "ports": [{"name": "a"}], "free": {"kept": {"all": 1}}}""");
        widget["metadata"].ShouldBeJson("""{"name": "one"}""");
    }

    [Fact]
    public void Prune_EmbeddedObject_KeepsItsTypeAndKnownMetadata()
    {
        var schema = new Schema
        {
            Properties = new Dictionary<string, Schema>
            {
                ["template"] = new() { Type = "object", EmbeddedResource = true, Properties = new Dictionary<string, Schema> { ["spec"] = Schema.Any } },
            },
        };
        var owner = Json.Object("""{"template": {"apiVersion": "v1", "kind": "K", "metadata": {"name": "n", "odd": 1}, "spec": {"a": 1}, "data": {}}}""");
        SchemaPruner.Prune(owner, schema).ShouldBe(["template.metadata.odd", "template.data"]);
    }

    [Fact]
    public void Prune_UnknownBelowKeptUnknown_StillPrunesDeclaredFields()
    {
        var inner = new Schema { Type = "object", Properties = new Dictionary<string, Schema> { ["a"] = new() { Type = "string" } } };
        var schema = new Schema { PreserveUnknownFields = true, Properties = new Dictionary<string, Schema> { ["known"] = inner } };
        var owner = Json.Object("""{"known": {"a": "", "b": ""}, "unknown": {"b": ""}}""");
        SchemaPruner.Prune(owner, schema).ShouldBe(["known.b"]);
        owner.ShouldBeJson("""{"known": {"a": ""}, "unknown": {"b": ""}}""");
    }
}
