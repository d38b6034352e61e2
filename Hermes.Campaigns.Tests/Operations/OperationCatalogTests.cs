using System.Text.Json.Nodes;
using Hermes.Campaigns.Operations;

namespace Hermes.Campaigns.Tests.Operations;

public sealed class OperationCatalogTests
{
    [Fact]
    public void Fields_OfTheSpec_AllHaveASettingAndOperations() =>
        OperationCatalog.Fields.ShouldAllBe(field => FieldSetting.Of(field) != null && FieldOperations.Of(field).Count() >= (field.IsObject ? 1 : 2));

    [Fact]
    public void Settings_EachIsOfAFieldThatThereIs() =>
        FieldSetting.All.Where(setting => !OperationCatalog.Fields.Any(field => FieldSetting.Of(field) == setting)).Select(setting => setting.Prefix).ShouldBeEmpty();

    [Theory]
    [InlineData("port@above", """{"image":"x"}""", """{"image":"x","port":65536}""")]
    [InlineData("port@min", """{"image":"x","port":9}""", """{"image":"x","port":1}""")]
    [InlineData("args@push", """{"image":"x","args":["z"]}""", """{"image":"x","args":["z","a"]}""")]
    [InlineData("args@pop", """{"image":"x","args":["y","z"]}""", """{"image":"x","args":["y"]}""")]
    [InlineData("args@clear", """{"image":"x","args":["y"]}""", """{"image":"x","args":[]}""")]
    [InlineData("scaling.cpu.averageUtilization@max", """{"image":"x"}""", """{"image":"x","scaling":{"minReplicas":2,"maxReplicas":6,"cpu":{"averageUtilization":10000}}}""")]
    [InlineData("env[].name@set0", """{"image":"x","env":[{"name":"C","value":"1"},{"name":"D"}]}""", """{"image":"x","env":[{"name":"A","value":"1"},{"name":"D"}]}""")]
    [InlineData("ingress@remove", """{"image":"x","ingress":{"hosts":["a.example.org"]}}""", """{"image":"x"}""")]
    [InlineData("ingress@above", null, null)]
    public void ChangeOf_ASpec_ChangesThatFieldAlone(string operation, string? before, string? after)
    {
        if (before is null)
        {
            Should.Throw<FormatException>(() => OperationCatalog.Get(operation)).Message.ShouldBe($"there is no operation '{operation}'; one is 'port@above'");
            return;
        }

        var changed = OperationCatalog.Get(operation).ChangeOf(JsonNode.Parse(before)!.AsObject());

        JsonNode.DeepEquals(changed, JsonNode.Parse(after!)).ShouldBeTrue(changed.ToJsonString());
    }
}
