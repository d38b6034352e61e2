using System.Text.Json.Nodes;
using Hermes.DevCluster.Patches;
using Hermes.DevCluster.Requests;

namespace Hermes.DevCluster.Tests.Patches;

public class JsonPatchTests
{
    [Theory]
    [InlineData("""{"a": 1}""", """[{"op": "add", "path": "/b", "value": [2]}]""", """{"a": 1, "b": [2]}""")]
    [InlineData("""{"a": [1, 3]}""", """[{"op": "add", "path": "/a/1", "value": 2}]""", """{"a": [1, 2, 3]}""")]
    [InlineData("""{"a": [1]}""", """[{"op": "add", "path": "/a/-", "value": 2}]""", """{"a": [1, 2]}""")]
    [InlineData("""{"a": {"x/y": 1, "m~n": 2}}""", """[{"op": "remove", "path": "/a/x~1y"}, {"op": "replace", "path": "/a/m~0n", "value": 3}]""", """{"a": {"m~n": 3}}""")]
    [InlineData("""{"a": [1, 2]}""", """[{"op": "remove", "path": "/a/0"}]""", """{"a": [2]}""")]
    [InlineData("""{"a": {"b": 1}, "c": {}}""", """[{"op": "move", "from": "/a/b", "path": "/c/d"}]""", """{"a": {}, "c": {"d": 1}}""")]
    [InlineData("""{"a": {"b": 1}}""", """[{"op": "copy", "from": "/a", "path": "/c"}]""", """{"a": {"b": 1}, "c": {"b": 1}}""")]
    [InlineData("""{"a": 1}""", """[{"op": "test", "path": "/a", "value": 1}, {"op": "test", "path": "/none", "value": null}]""", """{"a": 1}""")]
    [InlineData("""{"a": 1}""", """[{"op": "replace", "path": "/a", "value": null}]""", """{"a": null}""")]
    public void Apply_DoesEachOperationInTurn(string target, string patch, string result)
    {
        var before = Json.Object(target);

        JsonPatch.Apply(before, JsonNode.Parse(patch)).ShouldBeJson(result);

        before.ShouldBeJson(target);
    }

    [Theory]
    [InlineData("""[{"op": "remove", "path": "/none"}]""")]
    [InlineData("""[{"op": "replace", "path": "/none", "value": 1}]""")]
    [InlineData("""[{"op": "add", "path": "/none/deeper", "value": 1}]""")]
    [InlineData("""[{"op": "add", "path": "/list/3", "value": 1}]""")]
    [InlineData("""[{"op": "add", "path": "/list/-1", "value": 1}]""")]
    [InlineData("""[{"op": "add", "path": "/a"}]""")]
    [InlineData("""[{"op": "test", "path": "/a", "value": 2}]""")]
    [InlineData("""[{"op": "twist", "path": "/a"}]""")]
    [InlineData("""[{"op": "add", "path": "a", "value": 1}]""")]
    [InlineData("""[{"op": "move", "from": "/none", "path": "/a"}]""")]
    [InlineData("""[7]""")]
    public void Apply_OfWhatCannotBeDone_IsUnprocessable(string patch)
    {
        var refusal = Should.Throw<ApiException>(() => JsonPatch.Apply(Json.Object("""{"a": 1, "list": [1]}"""), JsonNode.Parse(patch)));

        refusal.Code.ShouldBe(422);
        refusal.HasDetails.ShouldBeTrue();
    }

    [Fact]
    public void Apply_OfNoList_IsABadRequest() =>
        Should.Throw<ApiException>(() => JsonPatch.Apply([], new JsonObject())).Code.ShouldBe(400);

    // RFC 7386, appendix A, as far as objects go.
    [Theory]
    [InlineData("""{"a": "b"}""", """{"a": "c"}""", """{"a": "c"}""")]
    [InlineData("""{"a": "b"}""", """{"b": "c"}""", """{"a": "b", "b": "c"}""")]
    [InlineData("""{"a": "b"}""", """{"a": null}""", """{}""")]
    [InlineData("""{"a": ["b"]}""", """{"a": "c"}""", """{"a": "c"}""")]
    [InlineData("""{"a": "c"}""", """{"a": ["b"]}""", """{"a": ["b"]}""")]
    [InlineData("""{"a": {"b": "c"}}""", """{"a": {"b": "d", "c": null}}""", """{"a": {"b": "d"}}""")]
    [InlineData("""{"a": [{"b": "c"}]}""", """{"a": [1]}""", """{"a": [1]}""")]
    [InlineData("""{"e": null}""", """{"a": 1}""", """{"e": null, "a": 1}""")]
    [InlineData("""{}""", """{"a": {"bb": {"ccc": null}}}""", """{"a": {"bb": {}}}""")]
    public void MergePatch_FollowsTheStandardsExamples(string target, string patch, string result) =>
        JsonMergePatch.Apply(Json.Object(target), Json.Object(patch)).ShouldBeJson(result);
}
