using System.Text.Json.Nodes;
using Hermes.DevCluster.Apply;
using Hermes.DevCluster.Tests.Schemas;
using static Hermes.DevCluster.Tests.Apply.Samples;

namespace Hermes.DevCluster.Tests.Apply;

public class ManagedFieldsTests
{
    [Fact]
    public void Record_CreationOfACustomResource_OwnsContainersToo()
    {
        var widget = Widgets.Widget("""{"image": "x", "mode": "A", "scaling": {"min": 1}, "free": {"kept": 1}}""");
        widget["metadata"]!["uid"] = "1";
        widget["metadata"]!["generateName"] = "gen-";
        ManagedFields.Record(null, widget, Widgets.Schema, "recorder", "example.dev/v1alpha1", null, Time);
        widget["metadata"]!["managedFields"].ShouldBeJson(
            """
            [{
              "manager": "recorder", "operation": "Update", "apiVersion": "example.dev/v1alpha1", "time": "2026-01-01T00:00:00Z",
              "fieldsType": "FieldsV1",
              "fieldsV1": {
                "f:metadata": {"f:generateName": {}},
                "f:spec": {".": {}, "f:free": {".": {}, "f:kept": {}}, "f:image": {}, "f:mode": {}, "f:scaling": {".": {}, "f:min": {}}}
              }
            }]
            """);
    }

    [Fact]
    public void Record_CreationOfABuiltIn_DoesNotOwnItsStructs()
    {
        var deployment = Config("""{"replicas": 1, "template": {"spec": {"containers": [{"name": "a", "resources": {}}]}}}""");
        deployment["status"] = new JsonObject();
        ManagedFields.Record(null, deployment, Deployment, "kubectl", AppsV1, null, Time);
        FieldsOf(deployment, "kubectl").ShouldBe(string.Join(
            '\n',
            ".metadata.labels",
            ".spec.replicas",
            ".spec.template.spec",
            ".spec.template.spec.containers",
            ".spec.template.spec.containers[name=\"a\"]",
            ".spec.template.spec.containers[name=\"a\"].name",
            ".spec.template.spec.containers[name=\"a\"].resources"));
    }

    [Fact]
    public void Record_ChangedField_ChangesHands()
    {
        var live = Update(Applied(null, Config("""{"replicas": 2}""", """{"a": "1"}""")), after => after["spec"]!["replicas"] = 5);
        FieldsOf(live, "hermes").ShouldBe(".metadata.labels.a");
        FieldsOf(live, "editor").ShouldBe(".spec.replicas");
        ManagerEntries.Of(live).All.Single(entry => entry.Manager == "hermes").Time.ShouldBe(Time);
    }

    [Fact]
    public void Record_RemovedField_LeavesEveryManager()
    {
        var live = Applied(null, Config("""{"replicas": 2}"""));
        live = Applied(live, Config("""{"replicas": 2}"""), manager: "two");
        live = Update(live, after => after["spec"]!.AsObject().Remove("replicas"));
        live["metadata"]!["managedFields"]!.AsArray().ShouldAllBe(entry => !entry!.ToJsonString().Contains("replicas"));
        FieldsOf(live, "editor").ShouldBeNull();
    }

    [Fact]
    public void Record_ValueThatChangesItsShape_ChangesHandsWithAllBelowIt()
    {
        var before = Widgets.Widget("""{"free": {"a": {"b": 1}}}""");
        ManagedFields.Record(null, before, Widgets.Schema, "one", "example.dev/v1alpha1", null, Time);
        var after = before.DeepClone().AsObject();
        after["spec"]!["free"]!["a"] = "text";
        ManagedFields.Record(before, after, Widgets.Schema, "two", "example.dev/v1alpha1", null, Later);
        FieldsOf(after, "one").ShouldBe(".spec\n.spec.free");
        FieldsOf(after, "two").ShouldBe(".spec.free.a");
    }

    [Fact]
    public void Record_SetThatHoldsAnElementTwice_OwnsItOnce()
    {
        var widget = Widgets.Widget("""{"hosts": ["a", "a", "b"]}""");
        ManagedFields.Record(null, widget, Widgets.Schema, "one", "example.dev/v1alpha1", null, Time);
        FieldsOf(widget, "one").ShouldBe(".spec\n.spec.hosts\n.spec.hosts[=\"a\"]\n.spec.hosts[=\"b\"]");
    }

    [Fact]
    public void Record_NothingChanged_KeepsEntriesAndTimes()
    {
        var live = Update(Applied(null, Config("""{"replicas": 2}""")), after => after["spec"]!["replicas"] = 5);
        Update(live, _ => { }, time: "2027-01-01T00:00:00Z").ShouldBeJson(live.ToJsonString());
    }

    [Fact]
    public void Record_OwnFieldChangedAgain_StaysInOneEntry()
    {
        var live = Update(Applied(null, Config("""{"replicas": 2}""")), after => after["spec"]!["replicas"] = 5);
        live = Update(live, after => after["metadata"]!["labels"] = Json.Object("""{"b": "1"}"""), time: "2027-01-01T00:00:00Z");
        FieldsOf(live, "editor").ShouldBe(".metadata.labels.b\n.spec.replicas");
        ManagerEntries.Of(live).All.Single(entry => entry.Manager == "editor").Time.ShouldBe("2027-01-01T00:00:00Z");
    }

    [Fact]
    public void Record_ThroughScale_WritesAnEntryWithoutTimeThatComesFirst()
    {
        var live = Config("""{"replicas": 2}""", """{"a": "1"}""");
        ManagedFields.Record(null, live, Deployment, "editor", AppsV1, null, Time);
        var scaled = live.DeepClone().AsObject();
        scaled["spec"]!["replicas"] = 4;
        ManagedFields.Record(live, scaled, Deployment, "editor", AppsV1, "scale", time: null);
        var first = scaled["metadata"]!["managedFields"]![0]!.AsObject();
        first["subresource"]!.GetValue<string>().ShouldBe("scale");
        first.ContainsKey("time").ShouldBeFalse();
        first["fieldsV1"].ShouldBeJson("""{"f:spec": {"f:replicas": {}}}""");
        scaled["metadata"]!["managedFields"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public void Record_EntriesOrder_IsByOperationThenTimeThenManager()
    {
        var live = Applied(null, Config("""{"replicas": 2}"""), manager: "z");
        live = Applied(live, Config("{}", """{"a": "1"}"""), manager: "a", time: Later);
        live = Update(live, after => after["metadata"]!["labels"]!["b"] = "1", manager: "y");
        live = Update(live, after => after["metadata"]!["labels"]!["c"] = "1", manager: "b");
        ManagerEntries.Of(live).All.Select(entry => entry.Manager).ShouldBe(["z", "a", "b", "y"]);
    }

    [Fact]
    public void Record_EmptyListSentByTheClient_StopsTheAccount()
    {
        var live = Applied(null, Config("""{"replicas": 2}"""));
        var after = live.DeepClone().AsObject();
        after["metadata"]!["managedFields"] = new JsonArray();
        ManagedFields.Record(live, after, Deployment, "editor", AppsV1, null, Later);
        after["metadata"]!.AsObject().ContainsKey("managedFields").ShouldBeFalse();
    }

    [Fact]
    public void Record_EntriesDroppedByTheClient_AreKept()
    {
        var live = Applied(null, Config("""{"replicas": 2}"""));
        var after = live.DeepClone().AsObject();
        after["metadata"]!.AsObject().Remove("managedFields");
        ManagedFields.Record(live, after, Deployment, "editor", AppsV1, null, Later);
        after.ShouldBeJson(live.ToJsonString());
    }

    [Fact]
    public void Record_EntriesThatCannotBeRead_AreReplacedByTheStoredOnes()
    {
        var live = Applied(null, Config("""{"replicas": 2}"""));
        var after = live.DeepClone().AsObject();
        after["metadata"]!["managedFields"] = JsonNode.Parse("""[{"manager": "m", "operation": "Guess", "apiVersion": "apps/v1", "fieldsType": "FieldsV1"}]""");
        ManagedFields.Record(live, after, Deployment, "editor", AppsV1, null, Later);
        after.ShouldBeJson(live.ToJsonString());
    }

    [Fact]
    public void Record_FieldsThatCannotBeRead_AreLeftOut()
    {
        var live = Applied(null, Config("""{"replicas": 2}"""));
        var after = live.DeepClone().AsObject();
        after["metadata"]!["managedFields"]![0]!["fieldsV1"] = Json.Object("""{"f:spec": {"f:replicas": {}, "v:{": {}, "k:{\"a\":1,\"a\":2}": {}, "x": {}}}""");
        ManagedFields.Record(live, after, Deployment, "editor", AppsV1, null, Later);
        FieldsOf(after, "hermes").ShouldBe(".spec.replicas");
    }

    [Fact]
    public void Record_MoreThanTenUpdaters_JoinsTheOldest()
    {
        var live = Config("{}");
        ManagedFields.Record(null, live, Deployment, "m00", AppsV1, null, Time);
        for (var i = 1; i <= 12; i++)
        {
            live = Update(live, after => after["metadata"]!["labels"]![$"l{i}"] = "x", $"m{i:00}", time: $"2026-01-01T00:{i:00}:00Z");
        }

        var managers = ManagerEntries.Of(live).All.Select(entry => entry.Manager).ToList();
        managers.Count.ShouldBe(10);
        managers[0].ShouldBe("ancient-changes");
        FieldsOf(live, "ancient-changes")!.ShouldContain(".metadata.labels.l1");
        managers[^1].ShouldBe("m12");
    }

    [Fact]
    public void IsUnchanged_OnlyTimesDiffer_IsTrue()
    {
        var before = Applied(null, Config("""{"replicas": 2}"""));
        var after = before.DeepClone().AsObject();
        after["metadata"]!["managedFields"]![0]!["time"] = Later;
        ManagedFields.IsUnchanged(before, after).ShouldBeTrue();
        after["metadata"]!["managedFields"]![0]!["manager"] = "another";
        ManagedFields.IsUnchanged(before, after).ShouldBeFalse();
        before["spec"]!["replicas"] = 3;
        ManagedFields.IsUnchanged(before, before.DeepClone().AsObject()).ShouldBeTrue();
    }
}
