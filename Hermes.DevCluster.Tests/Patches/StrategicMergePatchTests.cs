using System.Text.Json.Nodes;
using Hermes.DevCluster.Patches;
using Hermes.DevCluster.Requests;
using static Hermes.DevCluster.Tests.Apply.Samples;

namespace Hermes.DevCluster.Tests.Patches;

public class StrategicMergePatchTests
{
    [Fact]
    public void Apply_NewContainer_ComesBeforeTheStoredOnes() =>
        Containers("""[{"name": "app", "image": "x:1"}]""", """{"containers": [{"name": "side", "image": "s:1"}]}""")
            .ShouldBeJson("""[{"name": "side", "image": "s:1"}, {"name": "app", "image": "x:1"}]""");

    [Fact]
    public void Apply_KnownContainer_IsMergedInPlace() =>
        Containers(
            """[{"name": "a", "image": "1"}, {"name": "b", "image": "1", "args": ["x"]}]""",
            """{"containers": [{"name": "b", "image": "2", "args": ["y", "z"]}]}""")
            .ShouldBeJson("""[{"name": "a", "image": "1"}, {"name": "b", "image": "2", "args": ["y", "z"]}]""");

    [Fact]
    public void Apply_ElementOrder_OrdersAll() =>
        Containers(
            """[{"name": "a"}, {"name": "b"}]""",
            """{"$setElementOrder/containers": [{"name": "c"}, {"name": "b"}, {"name": "a"}], "containers": [{"name": "c", "image": "3"}]}""")
            .ShouldBeJson("""[{"name": "c", "image": "3"}, {"name": "b"}, {"name": "a"}]""");

    [Fact]
    public void Apply_ElementOrderAlone_Reorders() =>
        Containers("""[{"name": "a"}, {"name": "b"}]""", """{"$setElementOrder/containers": [{"name": "b"}, {"name": "a"}]}""")
            .ShouldBeJson("""[{"name": "b"}, {"name": "a"}]""");

    [Fact]
    public void Apply_DeleteDirective_RemovesTheElement() =>
        Containers("""[{"name": "a"}, {"name": "b"}]""", """{"containers": [{"name": "a", "$patch": "delete"}]}""")
            .ShouldBeJson("""[{"name": "b"}]""");

    [Fact]
    public void Apply_ReplaceDirectiveInAList_ReplacesTheList() =>
        Containers("""[{"name": "a"}, {"name": "b"}]""", """{"containers": [{"$patch": "replace"}, {"name": "c"}]}""")
            .ShouldBeJson("""[{"name": "c"}]""");

    [Fact]
    public void Apply_NestedMapList_MergesByItsOwnKey() =>
        Containers(
            """[{"name": "a", "ports": [{"containerPort": 80, "name": "x"}, {"containerPort": 81}]}]""",
            """{"containers": [{"name": "a", "ports": [{"containerPort": 80, "name": null}]}]}""")
            .ShouldBeJson("""[{"name": "a", "ports": [{"containerPort": 80}, {"containerPort": 81}]}]""");

    [Fact]
    public void Apply_ElementWithoutItsKey_IsRefused() =>
        Should.Throw<ApiException>(() => Containers("""[{"name": "a"}]""", """{"containers": [{"image": "x"}]}"""))
            .Message.ShouldEndWith("does not contain declared merge key: name");

    [Fact]
    public void Apply_Finalizers_AreUnitedAndDeletedByDirective()
    {
        var target = Config("{}");
        target["metadata"]!["finalizers"] = JsonNode.Parse("""["a", "b"]""");
        Patch(target, """{"metadata": {"finalizers": ["c", "b"]}}""")["metadata"]!["finalizers"].ShouldBeJson("""["c", "a", "b"]""");
        Patch(target, """{"metadata": {"$deleteFromPrimitiveList/finalizers": ["a"]}}""")["metadata"]!["finalizers"].ShouldBeJson("""["b"]""");
    }

    [Fact]
    public void Apply_Nulls_DeleteFieldsAndSayNothingInNewObjects()
    {
        var target = Config("""{"replicas": 2}""", """{"a": "1", "b": "2"}""");
        var patched = Patch(target, """{"metadata": {"labels": {"a": null}, "annotations": {"x": "1", "y": null}}, "spec": {"replicas": null}}""");
        patched["metadata"].ShouldBeJson("""{"name": "web", "labels": {"b": "2"}, "annotations": {"x": "1"}}""");
        patched["spec"].ShouldBeJson("{}");
    }

    [Fact]
    public void Apply_RetainKeys_DropsTheOthers()
    {
        var target = Config("""{"replicas": 2, "selector": {"matchLabels": {"a": "1"}}}""");
        Patch(target, """{"spec": {"$retainKeys": ["replicas"], "replicas": 3}}""")["spec"].ShouldBeJson("""{"replicas": 3}""");
    }

    [Fact]
    public void Apply_ReplaceAndDeleteDirectivesInAMap_ReplaceOrEmptyIt()
    {
        var target = Config("{}", """{"a": "1"}""");
        Patch(target, """{"metadata": {"labels": {"$patch": "replace", "b": "2"}}}""")["metadata"]!["labels"].ShouldBeJson("""{"b": "2"}""");
        Patch(target, """{"metadata": {"labels": {"$patch": "delete"}}}""")["metadata"]!["labels"].ShouldBeJson("{}");
        Should.Throw<ApiException>(() => Patch(target, """{"metadata": {"labels": {"$patch": "twist"}}}""")).Message.ShouldContain("unknown patch type: twist");
    }

    [Fact]
    public void Apply_AtomicListOfObjects_IsReplaced()
    {
        var target = Config("""{"template": {"spec": {"tolerations": [{"key": "a"}]}}}""");
        Patch(target, """{"spec": {"template": {"spec": {"tolerations": [{"key": "b"}]}}}}""")["spec"]!["template"]!["spec"]!["tolerations"]
            .ShouldBeJson("""[{"key": "b"}]""");
    }

    [Fact]
    public void Apply_AnyPatch_LeavesItsArgumentsAlone()
    {
        var target = Config("""{"replicas": 2}""");
        var patch = Json.Object("""{"spec": {"replicas": 3, "template": {"metadata": {"labels": {"a": "1"}}}}}""");
        var (targetBefore, patchBefore) = (target.ToJsonString(), patch.ToJsonString());
        StrategicMergePatch.Apply(target, patch, Deployment);
        (target.ToJsonString(), patch.ToJsonString()).ShouldBe((targetBefore, patchBefore));
    }

    private static JsonNode? Containers(string stored, string patch)
    {
        var target = Config("{\"template\": {\"spec\": {\"containers\": " + stored + "}}}");
        return Patch(target, "{\"spec\": {\"template\": {\"spec\": " + patch + "}}}")["spec"]!["template"]!["spec"]!["containers"];
    }

    private static JsonObject Patch(JsonObject target, string patch) => StrategicMergePatch.Apply(target, Json.Object(patch), Deployment);
}
