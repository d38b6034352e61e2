using System.Text.Json.Nodes;
using Hermes.DevCluster.Cel;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Tests.Cel;

public class ValidationRulesTests
{
    [Fact]
    public void Check_RuleWithOldSelf_RunsOnUpdatesOnly()
    {
        var schema = Holding(new() { Type = "integer", Rules = [new("self >= oldSelf", "must not shrink")] });
        Check(schema, """{"x": 1}""").ShouldBeEmpty();
        Check(schema, """{"x": 1}""", old: "{}").ShouldBeEmpty();
        Check(schema, """{"x": 2}""", old: """{"x": 1}""").ShouldBeEmpty();
        Check(schema, """{"x": 1}""", old: """{"x": 2}""").ShouldBe([new("x", "FieldValueInvalid", "Invalid value: 1: must not shrink")]);
    }

    [Fact]
    public void Check_OptionalOldSelf_RunsOnCreationToo()
    {
        var schema = Holding(new() { Type = "integer", Rules = [new("oldSelf.orValue(0) <= self", OptionalOldSelf: true)] });
        Check(schema, """{"x": -1}""").ShouldBe([new("x", "FieldValueInvalid", "Invalid value: -1: failed rule: oldSelf.orValue(0) <= self")]);
        Check(schema, """{"x": 5}""", old: """{"x": 5}""").ShouldBeEmpty();
        Check(schema, """{"x": 4}""", old: """{"x": 5}""").Count.ShouldBe(1);
    }

    [Fact]
    public void Check_MessageExpressionReasonAndFieldPath_ShapeTheFault()
    {
        var schema = Holding(new()
        {
            Type = "object",
            Properties = new Dictionary<string, Schema> { ["n"] = new() { Type = "integer" } },
            Rules = [new("self.n < 3", "plain", "'n is ' + string(self.n)", "FieldValueForbidden", ".n")],
        });
        Check(schema, """{"x": {"n": 5}}""").ShouldBe([new("x.n", "FieldValueForbidden", "Forbidden: n is 5")]);
    }

    [Fact]
    public void Check_MessageExpressionThatFails_FallsBackToTheMessage()
    {
        var schema = Holding(new() { Type = "integer", Rules = [new("self < 3", "plain", "string(1 / (self - self))")] });
        Check(schema, """{"x": 5}""").ShouldHaveSingleItem().Message.ShouldBe("Invalid value: 5: plain");
    }

    [Fact]
    public void Check_EvaluationThatFails_NamesTheRule()
    {
        var schema = Holding(new()
        {
            Type = "object",
            Properties = new Dictionary<string, Schema> { ["n"] = new() { Type = "integer" } },
            Rules = [new("self.n < 3")],
        });
        Check(schema, """{"x": {}}""").ShouldBe(
            [new("x", "FieldValueInvalid", "Invalid value: \"object\": no such key: n evaluating rule: self.n < 3")]);
    }

    [Fact]
    public void Check_RulesInListsAndMaps_NameTheElement()
    {
        var positive = new Schema { Type = "integer", Rules = [new("self > 0", "must be positive")] };
        var schema = new Schema
        {
            Type = "object",
            Properties = new Dictionary<string, Schema>
            {
                ["list"] = new() { Type = "array", Items = positive },
                ["map"] = new() { Type = "object", AdditionalProperties = positive },
            },
        };
        Check(schema, """{"list": [1, 0], "map": {"k": -1}}""").Select(error => error.Field).ShouldBe(["list[1]", "map[k]"]);
    }

    [Fact]
    public void Check_OldSelfInMapList_IsTheElementWithTheSameKeys()
    {
        var schema = Holding(new()
        {
            Type = "array",
            ListType = ListType.Map,
            ListMapKeys = ["k"],
            Items = new()
            {
                Type = "object",
                Properties = new Dictionary<string, Schema> { ["k"] = new() { Type = "string" }, ["v"] = new() { Type = "integer" } },
                Rules = [new("self.v == oldSelf.v", "v is immutable")],
            },
        });
        Check(schema, """{"x": [{"k": "b", "v": 2}, {"k": "a", "v": 9}]}""", old: """{"x": [{"k": "a", "v": 1}, {"k": "b", "v": 2}]}""")
            .ShouldHaveSingleItem().Field.ShouldBe("x[1]");
    }

    [Fact]
    public void Check_RunawayRule_StopsWithinItsBudget()
    {
        const string Inner = "self.x.all(a, self.x.all(b, self.x.all(c, self.x.all(d, true))))";
        var schema = Holding(new() { Type = "array", Items = new() { Type = "integer" } }) with { Rules = [new(Inner), new("false")] };
        var owner = new JsonObject { ["x"] = new JsonArray([.. Enumerable.Range(0, 100).Select(i => (JsonNode)i)]) };
        ValidationRules.Check(owner, old: null, schema).ShouldHaveSingleItem().Message.ShouldContain("running out of cost budget");
    }

    private static Schema Holding(Schema x) => new() { Type = "object", Properties = new Dictionary<string, Schema> { ["x"] = x } };

    private static IReadOnlyList<FieldError> Check(Schema schema, string value, string? old = null) =>
        ValidationRules.Check(Json.Object(value), old is null ? null : Json.Object(old), schema);
}
