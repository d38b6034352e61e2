using System.Text.Json.Nodes;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Tests.Schemas;

public class CustomResourceDefinitionsTests
{
    private const string SpecPath = "spec.validation.openAPIV3Schema.properties[spec].properties";

    [Fact]
    public void Default_NamesAndConversionMissing_FillsThemIn()
    {
        var crd = Widgets.Definition();
        crd["spec"]!["names"].ShouldBeJson(
            """{"kind": "Widget", "plural": "widgets", "shortNames": ["wd"], "categories": ["all"], "singular": "widget", "listKind": "WidgetList"}""");
        crd["spec"]!["conversion"].ShouldBeJson("""{"strategy": "None"}""");
        crd["status"]!["storedVersions"].ShouldBeJson("""["v1alpha1"]""");
    }

    [Fact]
    public void Check_SoundDefinition_FindsNothing() => CustomResourceDefinitions.Check(Widgets.Definition()).ShouldBeEmpty();

    [Fact]
    public void Check_FieldWithoutType_IsNotStructural() => Faults(spec => spec["broken"] = Json.Object("""{"items": {"type": "string"}}""")).ShouldBe(
        [$"{SpecPath}[broken].type: FieldValueRequired: Required value: must not be empty for specified object fields"]);

    [Theory]
    [InlineData("""{"type": "array"}""", "[x].items: FieldValueRequired: Required value: must be specified")]
    [InlineData(
        """{"type": "object", "anyOf": [{"properties": {"a": {"minLength": 1}}}]}""",
        "[x].properties[a]: FieldValueRequired: Required value: because it is defined in {}[x].anyOf[0].properties[a]")]
    [InlineData(
        """{"type": "string", "anyOf": [{"type": "string"}]}""",
        "[x].anyOf[0].type: FieldValueForbidden: Forbidden: must be empty to be structural")]
    [InlineData(
        """{"type": "string", "pattern": "("}""",
        "[x].pattern: FieldValueInvalid: Invalid value: \"(\": must be a valid regular expression")]
    [InlineData(
        """{"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": {"type": "string"}}""",
        "[x].additionalProperties: FieldValueForbidden: Forbidden: additionalProperties and properties are mutual exclusive")]
    [InlineData(
        """{"type": "array", "items": {"type": "string"}, "uniqueItems": true}""",
        "[x].uniqueItems: FieldValueForbidden: Forbidden: uniqueItems cannot be set to true since the runtime complexity becomes quadratic")]
    [InlineData(
        """{"type": "array", "items": {"type": "string"}, "x-kubernetes-list-type": "bag"}""",
        "[x].x-kubernetes-list-type: FieldValueNotSupported: Unsupported value: \"bag\": supported values: \"atomic\", \"set\", \"map\"")]
    [InlineData(
        """{"type": "string", "x-kubernetes-map-type": "atomic"}""",
        "[x].type: FieldValueInvalid: Invalid value: \"string\": must be object if x-kubernetes-map-type is specified")]
    [InlineData(
        """{"type": "array", "items": {"type": "object", "properties": {"k": {"type": "string"}}}, "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["k"]}""",
        "[x].items.properties[k].default: FieldValueRequired: Required value: this property is in x-kubernetes-list-map-keys, so it must have a "
        + "default or be a required property")]
    [InlineData(
        """{"type": "array", "items": {"type": "object"}, "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["k"]}""",
        "[x].x-kubernetes-list-map-keys: FieldValueInvalid: Invalid value: [\"k\"]: entries must all be names of item properties")]
    [InlineData(
        """{"type": "array", "items": {"type": "object"}, "x-kubernetes-list-type": "set"}""",
        "[x].items.x-kubernetes-map-type: FieldValueInvalid: Invalid value: null: must be atomic as item of a list with "
        + "x-kubernetes-list-type=set")]
    [InlineData(
        """{"type": "string", "enum": ["a"], "default": "b"}""",
        "[x].default: FieldValueNotSupported: Unsupported value: \"b\": supported values: \"a\"")]
    [InlineData(
        """{"type": "object", "properties": {"a": {"type": "string"}}, "default": {"b": 1}}""",
        "[x].default: FieldValueInvalid: Invalid value: {\"b\":1}: must not have unknown fields")]
    [InlineData(
        """{"type": "integer", "default": 3, "x-kubernetes-validations": [{"rule": "self < 3", "message": "too big"}]}""",
        "[x].default: FieldValueInvalid: Invalid value: 3: too big")]
    public void Check_FaultyField_IsNamed(string field, string expected) =>
        Faults(spec => spec["x"] = JsonNode.Parse(field)).ShouldBe([SpecPath + expected.Replace("{}", SpecPath, StringComparison.Ordinal)]);

    [Theory]
    [InlineData("self.nope == 'a'", "undefined field 'nope'", 5)]
    [InlineData("self.host > 3", "found no matching overload for '_>_' applied to '(string, int)'", 11)]
    [InlineData("self.host.isCool()", "undeclared reference to 'isCool' (in container '')", 17)]
    [InlineData("isURL(self.host)", "'isURL' is outside the CEL subset that is evaluated here", 6)]
    [InlineData("self.host ==", "Syntax error: mismatched input '<EOF>'", 13)]
    public void Check_RuleThatDoesNotCompile_IsRefusedByName(string rule, string fault, int column)
    {
        var errors = Check(crd => SetRules(crd, $$"""[{"rule": "{{rule}}"}]"""));
        var error = errors.ShouldHaveSingleItem();
        error.Field.ShouldBe("spec.validation.openAPIV3Schema.properties[spec].x-kubernetes-validations[0].rule");
        error.Message.ShouldStartWith("Invalid value: {\"Rule\":");
        error.Message.ShouldEndWith(
            $"compilation failed: ERROR: <input>:1:{column}: {fault}\n | {rule}\n | {new string('.', column - 1)}^");
    }

    [Theory]
    [InlineData("""{"rule": "self.image"}""", "rule", "cel expression must evaluate to a bool")]
    [InlineData("""{"rule": "true", "messageExpression": "1"}""", "messageExpression", "messageExpression must evaluate to a string")]
    [InlineData("""{"rule": " "}""", "rule", "rule is not specified")]
    [InlineData("""{"rule": "true", "reason": "Because"}""", "reason", "supported values: \"FieldValueDuplicate\"")]
    [InlineData("""{"rule": "true", "fieldPath": ".nope"}""", "fieldPath", "must be a valid path")]
    [InlineData("""{"rule": "true", "optionalOldSelf": true}""", "optionalOldSelf", "may not be set if oldSelf is not used in rule")]
    [InlineData("""{"rule": "true ||\n false"}""", "message", "message must be specified if rule contains line breaks")]
    public void Check_RuleOfWrongForm_IsNamed(string rule, string field, string message)
    {
        var error = Check(crd => SetRules(crd, $"[{rule}]")).ShouldHaveSingleItem();
        error.Field.ShouldBe($"spec.validation.openAPIV3Schema.properties[spec].x-kubernetes-validations[0].{field}");
        error.Message.ShouldContain(message);
    }

    [Fact]
    public void Check_OldSelfWithinPlainList_CannotBeCorrelated() => Faults(spec =>
        spec["args"]!["items"]!["x-kubernetes-validations"] = JsonNode.Parse("""[{"rule": "self == oldSelf"}]""")).ShouldHaveSingleItem()
        .ShouldContain($"oldSelf cannot be used on the uncorrelatable portion of the schema within {SpecPath}[args]");

    [Fact]
    public void Check_TwoVersionsThatDiffer_NamesTheVersion()
    {
        var crd = Widgets.Definition(definition =>
        {
            var versions = definition["spec"]!["versions"]!.AsArray();
            var second = versions[0]!.DeepClone();
            second["name"] = "v1";
            second["storage"] = false;
            second["schema"]!["openAPIV3Schema"]!["properties"]!["status"] = Json.Object("{}");
            versions.Add(second);
        });
        CustomResourceDefinitions.Check(crd).Select(error => error.Field)
            .ShouldBe(["spec.versions[1].schema.openAPIV3Schema.properties[status].type"]);
    }

    [Fact]
    public void Check_NamesVersionsAndPaths_AreJudged()
    {
        var errors = Check(crd =>
        {
            var spec = crd["spec"]!.AsObject();
            spec["group"] = "nodots";
            spec["scope"] = "Everywhere";
            spec["names"]!["plural"] = "Widgets";
            spec["names"]!["listKind"] = "Widget";
            var version = spec["versions"]![0]!.AsObject();
            version["name"] = "1";
            version["storage"] = false;
            version["subresources"]!["scale"]!["specReplicasPath"] = ".status.replicas";
            version["additionalPrinterColumns"] = JsonNode.Parse("""[{"name": "A", "type": "text", "jsonPath": "spec"}]""");
            version["selectableFields"] = JsonNode.Parse("""[{"jsonPath": ".spec.nope"}, {"jsonPath": ".spec.args"}, {"jsonPath": ".spec.mode"}, {"jsonPath": ".spec.mode"}]""");
        });
        errors.Select(error => error.Field).ShouldBe(
        [
            "metadata.name",
            "spec.group",
            "spec.scope",
            "spec.version",
            "spec.versions[0].name",
            "spec.subresources.scale.specReplicasPath",
            "spec.additionalPrinterColumns[0].type",
            "spec.additionalPrinterColumns[0].JSONPath",
            "spec.selectableFields[0].jsonPath",
            "spec.selectableFields[1].jsonPath",
            "spec.selectableFields[3].jsonPath",
            "spec.versions",
            "spec.names.plural",
            "spec.names.listKind",
        ]);
    }

    [Fact]
    public void Check_KindChangedOnUpdate_IsImmutable()
    {
        var renamed = Widgets.Definition(crd => crd["spec"]!["names"]!["kind"] = "Gadget");
        CustomResourceDefinitions.Check(renamed, Widgets.Definition()).ShouldBe(
            [new("spec.names.kind", "FieldValueInvalid", "Invalid value: \"Gadget\": field is immutable")]);
    }

    [Fact]
    public void Rows_ServedVersion_CarriesAllThatTheServerNeeds()
    {
        var row = CustomResourceDefinitions.Rows(Widgets.Definition()).ShouldHaveSingleItem();
        row.ToString().ShouldBe("widgets.v1alpha1.example.dev");
        row.ListKind.ShouldBe("WidgetList");
        row.Singular.ShouldBe("widget");
        row.ShortNames.ShouldBe(["wd"]);
        row.Categories.ShouldBe(["all"]);
        row.Verbs.ShouldBe(["delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"]);
        row.Namespaced.ShouldBeTrue();
        row.HasStatus.ShouldBeTrue();
        row.Custom.ShouldBeTrue();
        row.Scale.ShouldBe(new(".spec.replicas", ".status.replicas", ".status.selector"));
        row.SelectableFields.ShouldBe(["spec.mode"]);
        row.StorageKey.ShouldBe("example.dev/widgets");
    }

    [Fact]
    public void Rows_VersionNotServed_HasNone() =>
        CustomResourceDefinitions.Rows(Widgets.Definition(crd => crd["spec"]!["versions"]![0]!["served"] = false)).ShouldBeEmpty();

    [Fact]
    public void Rows_Columns_ReadTheirCells()
    {
        var columns = CustomResourceDefinitions.Rows(Widgets.Definition())[0].Columns;
        columns.Select(column => column.Name).ShouldBe(["Image", "Ready", "Replicas", "Age"]);
        columns[0].Description.ShouldBe("Custom resource definition column (in JSONPath format): .spec.image");
        columns[2].Priority.ShouldBe(1);
        var widget = Widgets.Widget("""{"image": "x", "replicas": 2}""");
        widget["metadata"]!["creationTimestamp"] = "2026-01-01T00:00:00Z";
        widget["status"] = Json.Object("""{"conditions": [{"type": "Other", "status": "False"}, {"type": "Ready", "status": "True"}]}""");
        columns.Select(column => column.Cell(widget)?.ToJsonString()).ShouldBe(["\"x\"", "\"True\"", "2", "\"2026-01-01T00:00:00Z\""]);
        columns[1].Cell(Widgets.Widget("{}")).ShouldBeNull();
    }

    [Fact]
    public void Rows_NoColumns_HasTheAge()
    {
        var crd = Widgets.Definition(definition => definition["spec"]!["versions"]![0]!.AsObject().Remove("additionalPrinterColumns"));
        CustomResourceDefinitions.Rows(crd)[0].Columns.ShouldHaveSingleItem().Type.ShouldBe("date");
    }

    [Fact]
    public void Rows_ScaleThatCannotBeRead_IsAFault()
    {
        var validate = CustomResourceDefinitions.Rows(Widgets.Definition())[0].Validate!;
        validate(Widgets.Widget("""{"replicas": 2}"""), null).ShouldBeEmpty();
        validate(Widgets.Widget("""{"replicas": -1}"""), null).ShouldBe(
            [new(".spec.replicas", "FieldValueInvalid", "Invalid value: -1: should be a non-negative integer")]);
    }

    private static void SetRules(JsonObject crd, string rules) =>
        crd["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!["properties"]!["spec"]!["x-kubernetes-validations"] =
            JsonNode.Parse(rules.Replace("\n", "\\n", StringComparison.Ordinal));

    private static IReadOnlyList<FieldError> Check(Action<JsonObject> change) => CustomResourceDefinitions.Check(Widgets.Definition(change));

    private static IReadOnlyList<string> Faults(Action<JsonObject> change) =>
        [.. Check(crd => change(Widgets.SpecProperties(crd))).Select(error => $"{error.Field}: {error.Reason}: {error.Message}")];
}
