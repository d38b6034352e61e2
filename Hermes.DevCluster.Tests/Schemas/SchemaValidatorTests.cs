using System.Text.Json.Nodes;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Tests.Schemas;

public class SchemaValidatorTests
{
    private const string NotChecked = "<nil>: FieldValueInvalid: Invalid value: null: some validation rules were not checked because the "
        + "object was invalid; correct the existing errors to complete validation";

    [Fact]
    public void Validate_ValidObject_FindsNothing() =>
        Faults("""{"image": "x", "replicas": 3, "hosts": ["a", "b"], "qty": "5%", "since": "2026-01-01T00:00:00Z", "free": {"any": [1]}}""")
            .ShouldBeEmpty();

    [Fact]
    public void Validate_RequiredFieldMissing_NamesItAndSkipsRules() =>
        Faults("{}").ShouldBe(["spec.image: FieldValueRequired: Required value", NotChecked]);

    [Fact]
    public void Validate_SeveralViolations_ReportsEachWithItsReason() =>
        Faults("""{"image": "", "replicas": 99, "mode": "C", "host": "UPPER", "hosts": ["a", "a"], "ports": [{"name": "a"}, {"name": "a"}]}""")
            .ShouldBe(
            [
                "spec.image: FieldValueInvalid: Invalid value: \"\": spec.image in body should be at least 1 chars long",
                "spec.replicas: FieldValueInvalid: Invalid value: 99: spec.replicas in body should be less than or equal to 10",
                "spec.mode: FieldValueNotSupported: Unsupported value: \"C\": supported values: \"A\", \"B\"",
                "spec.host: FieldValueInvalid: Invalid value: \"UPPER\": spec.host in body should match '^[a-z.]+$'",
                "spec.hosts[1]: FieldValueDuplicate: Duplicate value: \"a\"",
                "spec.ports[1]: FieldValueDuplicate: Duplicate value: {\"name\":\"a\"}",
                NotChecked,
            ]);

    [Theory]
    [InlineData("""{"image": 5}""", "spec.image: FieldValueTypeInvalid: Invalid value: \"integer\": spec.image in body must be of type string: \"integer\"")]
    [InlineData(
        """{"image": "x", "replicas": "1"}""",
        "spec.replicas: FieldValueTypeInvalid: Invalid value: \"string\": spec.replicas in body must be of type integer: \"string\"")]
    [InlineData(
        """{"image": "x", "qty": true}""",
        "spec.qty: FieldValueTypeInvalid: Invalid value: \"boolean\": spec.qty in body must be of type integer,string: \"boolean\"")]
    [InlineData(
        """{"image": "x", "since": "today"}""",
        "spec.since: FieldValueTypeInvalid: Invalid value: \"today\": spec.since in body must be of type date-time: \"today\"")]
    [InlineData(
        """{"image": "0123456789012345678901234567890123456789!"}""", "spec.image: FieldValueTooLong: Too long: may not be more than 40 bytes")]
    [InlineData("""{"image": "x", "hosts": ["a", "b", "c"]}""", "spec.hosts: FieldValueTooMany: Too many: 3: must have at most 2 items")]
    [InlineData(
        """{"image": "x", "labels": {"a": "1", "b": "2", "c": "3"}}""", "spec.labels: FieldValueTooMany: Too many: 3: must have at most 2 items")]
    public void Validate_BlockingViolation_IsWordedAsTheServerWordsIt(string spec, string expected) =>
        Faults(spec).ShouldBe([expected, NotChecked]);

    [Fact]
    public void Validate_RuleBroken_SaysTheRulesMessageWithoutTheValue() =>
        Faults("""{"image": "x", "scaling": {"min": 5, "max": 2}}""")
            .ShouldBe(["spec.scaling: FieldValueInvalid: Invalid value: min must not exceed max"]);

    [Fact]
    public void Validate_NonBlockingFault_RulesStillRun() =>
        Faults("""{"image": "x", "host": "UP", "scaling": {"min": 5, "max": 2}}""").Count.ShouldBe(2);

    [Fact]
    public void Validate_MetadataAtFault_ComesFirstAndBlocksRules()
    {
        FieldError[] earlier = [FieldErrors.Required("metadata.name", "name or generateName is required")];
        var errors = SchemaValidator.Validate(Widgets.Widget("""{"image": "x", "scaling": {"min": 5, "max": 2}}"""), null, Widgets.Schema, earlier);
        errors.Select(Show).ShouldBe(["metadata.name: FieldValueRequired: Required value: name or generateName is required", NotChecked]);
    }

    [Fact]
    public void Validate_StoredFaultUnchanged_IsForgivenOnUpdate() =>
        Faults("""{"image": "x", "host": "UP", "replicas": 2}""", old: """{"image": "x", "host": "UP", "replicas": 1}""").ShouldBeEmpty();

    [Fact]
    public void Validate_StoredFaultReplacedByAnother_IsReported() =>
        Faults("""{"image": "x", "host": "DOWN"}""", old: """{"image": "x", "host": "UP"}""").ShouldHaveSingleItem().ShouldContain("DOWN");

    [Fact]
    public void Validate_UnchangedElementOfMapListThatMoved_IsForgiven() =>
        Faults(
            """{"image": "x", "ports": [{"name": "b", "port": 1}, {"name": "a", "port": 70000}]}""",
            old: """{"image": "x", "ports": [{"name": "a", "port": 70000}]}""").ShouldBeEmpty();

    [Fact]
    public void Validate_UnchangedElementOfPlainListThatGrew_IsReported()
    {
        var schema = new Schema
        {
            Type = "object",
            Properties = new Dictionary<string, Schema> { ["list"] = new() { Type = "array", Items = new() { Type = "integer", Maximum = 5 } } },
        };
        var errors = SchemaValidator.Validate(Json.Object("""{"list": [9, 1]}"""), Json.Object("""{"list": [9]}"""), schema);
        errors.ShouldHaveSingleItem().Field.ShouldBe("list[0]");
    }

    [Fact]
    public void Validate_RuleBrokenBeforeAndUnchanged_IsForgiven() =>
        Faults(
            """{"image": "y", "scaling": {"min": 5, "max": 2}}""", old: """{"image": "x", "scaling": {"min": 5, "max": 2}}""").ShouldBeEmpty();

    [Fact]
    public void Validate_DuplicatesStoredBefore_AreForgiven() =>
        Faults("""{"image": "y", "hosts": ["a", "a"]}""", old: """{"image": "x", "hosts": ["a", "a"]}""").ShouldBeEmpty();

    [Fact]
    public void ValidateStatus_WrongType_PrefixesTheCauseButNotTheMessage()
    {
        var old = Widgets.Widget("""{"image": ""}""");
        var changed = Widgets.Widget("""{"image": ""}""");
        changed["status"] = Json.Object("""{"replicas": "2"}""");
        SchemaValidator.ValidateStatus(changed, old, Widgets.Schema).Select(Show).ShouldBe(
        [
            "status.replicas: FieldValueTypeInvalid: Invalid value: \"string\": replicas in body must be of type integer: \"string\"", NotChecked,
        ]);
    }

    [Fact]
    public void Validate_NoneOfAlternatives_ReportsTheOneThatGotFurthest()
    {
        var schema = new Schema
        {
            Type = "object",
            Properties = new Dictionary<string, Schema>
            {
                ["target"] = new()
                {
                    Type = "object",
                    Properties = new Dictionary<string, Schema> { ["a"] = new() { Type = "string" }, ["b"] = new() { Type = "string" } },
                    OneOf = [new() { Required = ["a"] }, new() { Required = ["b"] }],
                },
            },
        };
        SchemaValidator.Validate(Json.Object("""{"target": {}}"""), null, schema).Select(Show).ShouldBe(
        [
            "<nil>: FieldValueInvalid: Invalid value: \"\": \"target\" must validate one and only one schema (oneOf). Found none valid",
            "target.a: FieldValueRequired: Required value",
        ]);
        SchemaValidator.Validate(Json.Object("""{"target": {"a": "", "b": ""}}"""), null, schema).Select(Show).ShouldHaveSingleItem()
            .ShouldContain("Found 2 valid alternatives");
    }

    [Fact]
    public void Validate_NoneOfAnyAlternatives_ReportsTheOneThatGotFurthest()
    {
        var schema = new Schema
        {
            Type = "object",
            Properties = new Dictionary<string, Schema>
            {
                ["n"] = new() { Type = "integer", AnyOf = [new() { Minimum = 10 }, new() { Enum = [1, 2] }] },
            },
        };
        SchemaValidator.Validate(Json.Object("""{"n": 1}"""), null, schema).ShouldBeEmpty();
        SchemaValidator.Validate(Json.Object("""{"n": 5}"""), null, schema).Select(Show).ShouldBe(
        [
            "<nil>: FieldValueInvalid: Invalid value: \"\": \"n\" must validate at least one schema (anyOf)",
            "n: FieldValueInvalid: Invalid value: 5: n in body should be greater than or equal to 10",
        ]);
    }

    [Fact]
    public void Validate_NullThatIsNoValue_IsOfTheWrongType() => Faults("""{"image": null}""").ShouldBe(
        ["spec.image: FieldValueTypeInvalid: Invalid value: \"null\": spec.image in body must be of type string: \"null\"", NotChecked]);

    [Fact]
    public void Validate_Int32OutOfRange_IsReportedWithoutField()
    {
        var schema = new Schema { Properties = new Dictionary<string, Schema> { ["n"] = new() { Type = "integer", Format = "int32" } } };
        SchemaValidator.Validate(Json.Object("""{"n": 3000000000}"""), null, schema).Select(Show).ShouldBe(
            ["<nil>: FieldValueInvalid: Invalid value: \"\": Checked value must be of type integer with format int32 in n"]);
    }

    [Fact]
    public void Validate_EmbeddedObjectWithoutKind_AsksForIt()
    {
        var schema = new Schema
        {
            Type = "object",
            Properties = new Dictionary<string, Schema>
            {
                ["template"] = new() { Type = "object", EmbeddedResource = true, PreserveUnknownFields = true },
            },
        };
        SchemaValidator.Validate(Json.Object("""{"template": {"apiVersion": ""}}"""), null, schema).Select(Show).ShouldBe(
        [
            "template.apiVersion: FieldValueInvalid: Invalid value: \"\": must not be empty", "template.kind: FieldValueRequired: Required value",
        ]);
    }

    private static IReadOnlyList<string> Faults(string spec, string? old = null)
    {
        JsonObject? former = old is null ? null : Widgets.Widget(old);
        return [.. SchemaValidator.Validate(Widgets.Widget(spec), former, Widgets.Schema).Select(Show)];
    }

    private static string Show(FieldError error) => $"{error.Field}: {error.Reason}: {error.Message}";
}
