using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Tests.Schemas;

public class SchemaDefaulterTests
{
    [Fact]
    public void Apply_FieldsAbsent_WritesDefaultsAlsoInsideWhatIsPresent() =>
        Spec("""{"image": "x", "scaling": {}}""").ShouldBe("""{"image":"x","scaling":{"min":1},"replicas":1,"mode":"A"}""");

    [Fact]
    public void Apply_FieldPresent_KeepsIt() =>
        Spec("""{"replicas": 0, "mode": "B"}""").ShouldBe("""{"replicas":0,"mode":"B"}""");

    [Fact]
    public void Apply_NullWhereNullIsNoValue_DefaultsOrDrops() =>
        Spec("""{"replicas": null, "mode": "B", "host": null, "note": null}""").ShouldBe("""{"replicas":1,"mode":"B","note":null}""");

    [Fact]
    public void Apply_NullInMetadata_Drops()
    {
        var widget = Json.Object("""{"metadata": {"name": "x", "creationTimestamp": null, "labels": null}, "spec": {"mode": "A", "replicas": 1}}""");
        SchemaDefaulter.Apply(widget, Widgets.Schema);
        widget["metadata"].ShouldBeJson("""{"name": "x"}""");
    }

    [Fact]
    public void Apply_Twice_SharesNoNodes()
    {
        var schema = new Schema { Properties = new Dictionary<string, Schema> { ["m"] = new() { Type = "object", Default = Json.Object("{}") } } };
        var first = Json.Object("{}");
        SchemaDefaulter.Apply(first, schema);
        var second = Json.Object("{}");
        SchemaDefaulter.Apply(second, schema);
        first["m"]!["changed"] = true;
        second["m"].ShouldBeJson("{}");
    }

    private static string Spec(string spec)
    {
        var widget = Widgets.Widget(spec);
        SchemaDefaulter.Apply(widget, Widgets.Schema);
        return widget["spec"]!.ToJsonString();
    }
}
