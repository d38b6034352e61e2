using System.Text.Json.Nodes;
using Hermes.DevCluster.Apply;
using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Schemas;
using Hermes.DevCluster.Tests.Schemas;
using static Hermes.DevCluster.Tests.Apply.Samples;

namespace Hermes.DevCluster.Tests.Apply;

public class ServerSideApplyTests
{
    private const string Full = """
        {
          "replicas": 2,
          "selector": {"matchLabels": {"app": "web"}},
          "template": {
            "metadata": {"labels": {"app": "web"}},
            "spec": {"containers": [{
              "name": "app", "image": "x:1", "ports": [{"name": "http", "containerPort": 8000}],
              "env": [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}],
              "resources": {"requests": {"cpu": "100m"}, "limits": {"memory": "0.25Gi"}}
            }]}
          }
        }
        """;

    [Fact]
    public void Apply_ToNothing_OwnsExactlyWhatItNames() =>
        Applied(null, Config(Full, """{"a": "1"}"""))["metadata"]!["managedFields"].ShouldBeJson(
            """
            [{
              "manager": "hermes", "operation": "Apply", "apiVersion": "apps/v1", "time": "2026-01-01T00:00:00Z", "fieldsType": "FieldsV1",
              "fieldsV1": {
                "f:metadata": {"f:labels": {"f:a": {}}},
                "f:spec": {"f:replicas": {}, "f:selector": {}, "f:template": {"f:metadata": {"f:labels": {"f:app": {}}}, "f:spec": {"f:containers": {
                  "k:{\"name\":\"app\"}": {
                    ".": {},
                    "f:env": {
                      "k:{\"name\":\"A\"}": {".": {}, "f:name": {}, "f:value": {}}, "k:{\"name\":\"B\"}": {".": {}, "f:name": {}, "f:value": {}}
                    },
                    "f:image": {}, "f:name": {},
                    "f:ports": {"k:{\"containerPort\":8000,\"protocol\":\"TCP\"}": {".": {}, "f:containerPort": {}, "f:name": {}}},
                    "f:resources": {"f:limits": {"f:memory": {}}, "f:requests": {"f:cpu": {}}}
                  }
                }}}}
              }
            }]
            """);

    [Fact]
    public void Apply_SameAgain_ChangesNothing()
    {
        var live = Applied(null, Config(Full));
        Applied(live, Config(Full), time: Later).ShouldBeJson(live.ToJsonString());
    }

    [Fact]
    public void Apply_SameValueInAnotherSpelling_ChangesOnlyTheTime()
    {
        var live = Applied(null, Config(Full));
        var stored = live.DeepClone().AsObject();
        stored["spec"]!["template"]!["spec"]!["containers"]![0]!["resources"]!["limits"]!["memory"] = "256Mi";
        var merged = Applied(stored, Config(Full), time: Later);
        merged["metadata"]!["managedFields"]![0]!["time"]!.GetValue<string>().ShouldBe(Later);
        merged["spec"]!["template"]!["spec"]!["containers"]![0]!["resources"]!["limits"]!["memory"] = "256Mi";
        ManagedFields.IsUnchanged(stored, merged).ShouldBeTrue();
    }

    [Fact]
    public void Apply_FieldsDropped_RemovesThemAndEmptyParents()
    {
        var live = Applied(null, Config(Full, """{"a": "1"}"""));
        live["spec"]!["template"]!["spec"]!["containers"]![0]!["imagePullPolicy"] = "Always";
        var merged = Applied(live, Container("""{"name": "app", "image": "x:1", "env": [{"name": "A", "value": "9"}]}"""));
        merged["metadata"]!.AsObject().Remove("managedFields");
        merged.ShouldBeJson(
            """
            {
              "apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "labels": null},
              "spec": {"template": {"spec": {"containers": [
                {"name": "app", "image": "x:1", "imagePullPolicy": "Always", "env": [{"name": "A", "value": "9"}]}
              ]}}}
            }
            """);
        SchemaDefaulter.Apply(merged, Deployment);
        merged["metadata"].ShouldBeJson("""{"name": "web"}""");
    }

    [Fact]
    public void Apply_ListElementDropped_RemovesItButNotAnothersElement()
    {
        var live = Applied(null, Container("""{"name": "app", "image": "x:1"}, {"name": "side", "image": "s:1"}"""));
        live = Applied(live, Container("""{"name": "other", "image": "o:1"}"""), manager: "two");
        var merged = Applied(live, Container("""{"name": "app", "image": "x:1"}"""));
        merged["spec"]!["template"]!["spec"]!["containers"].ShouldBeJson("""[{"name": "app", "image": "x:1"}, {"name": "other", "image": "o:1"}]""");
    }

    [Fact]
    public void Apply_FieldSetByAnUpdater_IsAConflict()
    {
        var live = Update(Applied(null, Config(Full)), after => after["spec"]!["replicas"] = 5);
        var refusal = Should.Throw<ApiException>(() => Applied(live, Config(Full)));
        refusal.Code.ShouldBe(409);
        refusal.Reason.ShouldBe("Conflict");
        refusal.Message.ShouldBe("Apply failed with 1 conflict: conflict with \"editor\" using apps/v1: .spec.replicas");
        refusal.Causes.ShouldBe([new(".spec.replicas", "FieldManagerConflict", "conflict with \"editor\" using apps/v1")]);
    }

    [Fact]
    public void Apply_SeveralConflicts_GroupsThemByManager()
    {
        var live = Applied(null, Container("""{"name": "app", "image": "x:1"}""", ", \"replicas\": 2"));
        live = Applied(live, Config("{}", """{"a": "1"}"""), manager: "two");
        var refusal = Should.Throw<ApiException>(() =>
            Applied(live, Config("""{"replicas": 3, "template": {"spec": {"containers": [{"name": "app", "image": "y"}]}}}""", """{"a": "2"}"""), manager: "three"));
        refusal.Message.ShouldBe(
            "Apply failed with 3 conflicts: conflicts with \"hermes\":\n- .spec.replicas\n- .spec.template.spec.containers[name=\"app\"].image\n"
            + "conflicts with \"two\":\n- .metadata.labels.a");
        refusal.Causes.Count.ShouldBe(3);
    }

    [Fact]
    public void Apply_Forced_TakesTheFieldOver()
    {
        var live = Update(Applied(null, Config(Full)), after => after["spec"]!["replicas"] = 5);
        FieldsOf(live, "hermes")!.ShouldNotContain(".spec.replicas");
        var merged = Applied(live, Config(Full), force: true);
        merged["spec"]!["replicas"]!.GetValue<int>().ShouldBe(2);
        FieldsOf(merged, "editor").ShouldBeNull();
        FieldsOf(merged, "hermes")!.ShouldContain(".spec.replicas");
    }

    [Fact]
    public void Apply_SharedField_StaysUntilItsLastOwnerDropsIt()
    {
        var live = Applied(null, Config("""{"replicas": 2}"""));
        live = Applied(live, Config("""{"replicas": 2}"""), manager: "handover", time: Later);
        ManagerEntries.Of(live).All.Single(entry => entry.Manager == "handover").Time.ShouldBeNull("it changed nothing");

        live = Applied(live, Config("{}"));
        live["spec"].ShouldBeJson("""{"replicas": 2}""");
        FieldsOf(live, "handover").ShouldBe(".metadata.labels\n.spec.replicas");

        live = Applied(live, Config("{}"), manager: "handover");
        live["spec"].ShouldBeNull();
    }

    [Fact]
    public void Apply_NothingButItsName_LeavesNoEntry()
    {
        var config = Json.Object("""{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}}""");
        var live = Applied(Applied(null, Config("""{"replicas": 2}""")), config);
        live["metadata"]!["managedFields"].ShouldBeNull();
    }

    [Fact]
    public void Apply_Status_IsAnEntryOfItsOwn()
    {
        var live = Applied(null, Config("""{"replicas": 2}"""));
        var status = Json.Object("""{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}, "status": {"replicas": 1}}""");
        live = Applied(live, status, subresource: "status", time: Later);
        live["metadata"]!["managedFields"].ShouldBeJson(
            """
            [
              {
                "manager": "hermes", "operation": "Apply", "apiVersion": "apps/v1", "time": "2026-01-01T00:00:00Z", "fieldsType": "FieldsV1",
                "fieldsV1": {"f:metadata": {"f:labels": {}}, "f:spec": {"f:replicas": {}}}
              },
              {
                "manager": "hermes", "operation": "Apply", "apiVersion": "apps/v1", "time": "2026-01-01T00:01:00Z", "fieldsType": "FieldsV1",
                "fieldsV1": {"f:status": {"f:replicas": {}}}, "subresource": "status"
              }
            ]
            """);
    }

    [Fact]
    public void Apply_FieldsThatTheRequestCannotWrite_AreNotOwned()
    {
        var config = Config("""{"replicas": 2}""");
        config["status"] = Json.Object("""{"replicas": 9}""");
        FieldsOf(Applied(null, config), "hermes")!.ShouldNotContain("status");
    }

    [Fact]
    public void Apply_ToAnObjectWithoutEntries_RespectsWhatWasThere()
    {
        var live = Json.Object("""{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "uid": "1"}, "spec": {"replicas": 1}}""");
        var refusal = Should.Throw<ApiException>(() => Applied(live, Config("""{"replicas": 2}""")));
        refusal.Message.ShouldBe("Apply failed with 1 conflict: conflict with \"before-first-apply\" using apps/v1: .spec.replicas");
    }

    [Fact]
    public void Apply_KubectlAfterClientSideApply_DoesNotConflictWithItself()
    {
        const string Annotation = "kubectl.kubernetes.io/last-applied-configuration";
        var applied = Config("""{"replicas": 1}""");
        var stored = applied.DeepClone().AsObject();
        stored["metadata"]!["annotations"] = new JsonObject { [Annotation] = applied.ToJsonString() };
        ManagedFields.Record(null, stored, Deployment, "kubectl-client-side-apply", AppsV1, null, Time);

        Should.Throw<ApiException>(() => Applied(stored, Config("""{"replicas": 2}"""), manager: "someone"));
        var merged = Applied(stored, Config("""{"replicas": 2}"""), manager: "kubectl");
        merged["spec"]!["replicas"]!.GetValue<int>().ShouldBe(2);
        merged["metadata"]!["annotations"]![Annotation]!.GetValue<string>().ShouldBe(
            """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"labels":{},"name":"web"},"spec":{"replicas":2}}""" + "\n");
    }

    [Theory]
    [InlineData("""{"nope": 1}""", ".spec.nope: field not declared in schema")]
    [InlineData("""{"replicas": "1"}""", ".spec.replicas: expected numeric (int or float), got string")]
    [InlineData(
        """{"template": {"spec": {"containers": [{"name": "a"}, {"name": "a"}]}}}""",
        ".spec.template.spec.containers: duplicate entries for key [name=\"a\"]")]
    [InlineData(
        """{"template": {"spec": {"containers": [{"image": "a"}]}}}""",
        ".spec.template.spec.containers: element 0: associative list with keys has an element that omits all key fields [\"name\"] "
        + "(and doesn't have default values for any key fields)")]
    [InlineData("""{"replicas": "1", "selector": []}""",
        "errors:\n  .spec.replicas: expected numeric (int or float), got string\n  .spec.selector: expected map, got &{[]}")]
    public void Apply_ConfigThatDoesNotFitTheSchema_IsRefused(string spec, string fault)
    {
        var refusal = Should.Throw<ApiException>(() => Applied(null, Config(spec)));
        refusal.Code.ShouldBe(500);
        refusal.Message.ShouldBe($"failed to create typed patch object (/web; apps/v1, Kind=Deployment): {fault}");
    }

    [Fact]
    public void Apply_WithManagedFields_IsRefused()
    {
        var config = Config("{}");
        config["metadata"]!["managedFields"] = JsonNode.Parse("""[{"manager": "x"}]""");
        var refusal = Should.Throw<ApiException>(() => Applied(null, config));
        (refusal.Code, refusal.Reason, refusal.Message).ShouldBe((400, "BadRequest", "metadata.managedFields must be nil"));
    }

    [Fact]
    public void Apply_OfAnotherVersion_IsRefused()
    {
        var config = Config("{}");
        config["apiVersion"] = "apps/v2";
        Should.Throw<ApiException>(() => Applied(null, config)).Message.ShouldBe("invalid object type: apps/v2, Kind=Deployment");
    }

    [Fact]
    public void Apply_CustomResource_MergesSetsMapsAndAtomicLists()
    {
        var live = ApplyWidget(null, """{"image": "x", "ports": [{"name": "a", "port": 1}], "hosts": ["h1"], "args": ["1"]}""");
        live = ApplyWidget(live, """{"ports": [{"name": "b", "port": 2}], "hosts": ["h2"]}""", manager: "two");
        live["spec"].ShouldBeJson(
            """{"image": "x", "ports": [{"name": "a", "port": 1}, {"name": "b", "port": 2}], "hosts": ["h1", "h2"], "args": ["1"]}""");
        FieldsOf(live, "two").ShouldBe(
            ".spec.hosts[=\"h2\"]\n.spec.ports[name=\"b\"]\n.spec.ports[name=\"b\"].name\n.spec.ports[name=\"b\"].port");

        Should.Throw<ApiException>(() => ApplyWidget(live, """{"args": ["2"]}""", manager: "two"))
            .Message.ShouldBe("Apply failed with 1 conflict: conflict with \"hermes\": .spec.args");

        live = ApplyWidget(live, """{"image": "x"}""");
        live["spec"].ShouldBeJson("""{"image": "x", "ports": [{"name": "b", "port": 2}], "hosts": ["h2"]}""");
    }

    [Fact]
    public void Apply_FreeFormObject_IsOwnedFieldByField()
    {
        var live = ApplyWidget(null, """{"image": "x", "free": {"a": {"b": 1}, "list": [1]}}""");
        FieldsOf(live, "hermes").ShouldBe(".spec.free.a\n.spec.free.a.b\n.spec.free.list\n.spec.image");
        live = ApplyWidget(live, """{"free": {"c": 2}}""", manager: "two");
        live["spec"]!["free"].ShouldBeJson("""{"a": {"b": 1}, "list": [1], "c": 2}""");
    }

    [Fact]
    public void Apply_OwnerReferences_AreKnownByUid()
    {
        const string Owner = """{"apiVersion": "v1", "kind": "K", "name": "a", "uid": "1"}""";
        const string Other = """{"apiVersion": "v1", "kind": "K", "name": "b", "uid": "2"}""";
        var live = Applied(null, With(Owner));
        live = Applied(live, With(Other), manager: "two");
        live["metadata"]!["ownerReferences"].ShouldBeJson($"[{Owner}, {Other}]");
        FieldsOf(live, "two").ShouldBe(".metadata.ownerReferences[uid=\"2\"]");

        static JsonObject With(string owner)
        {
            var config = Json.Object("""{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}}""");
            config["metadata"]!["ownerReferences"] = JsonNode.Parse($"[{owner}]");
            return config;
        }
    }

    [Fact]
    public void Apply_ToAListThatHoldsAnElementTwice_JoinsThemOnlyWhenNamed()
    {
        var live = Widgets.Widget("""{"hosts": ["a", "b", "a"]}""");
        ManagedFields.Record(null, live, Widgets.Schema, "one", "example.dev/v1alpha1", null, Time);
        ApplyWidget(live, """{"hosts": ["c"]}""")["spec"]!["hosts"].ShouldBeJson("""["a", "b", "a", "c"]""");
        ApplyWidget(live, """{"hosts": ["b", "a"]}""", force: true)["spec"]!["hosts"].ShouldBeJson("""["b", "a"]""");
    }

    [Theory]
    [InlineData("a,b,c", "c,a", "b,c,a")]
    [InlineData("a,b,c", "a,x,c", "a,b,x,c")]
    [InlineData("a,b", "b,a", "b,a")]
    [InlineData("", "b,a", "b,a")]
    [InlineData("a,b,c", "x", "a,b,c,x")]
    public void Apply_ListOfBoth_FollowsTheApplierAmongWhatItNames(string live, string config, string expected)
    {
        var first = ApplyWidget(null, Ports(live), manager: "one");
        var merged = ApplyWidget(first, Ports(config), manager: "two");
        string.Join(',', merged["spec"]!["ports"]!.AsArray().Select(port => port!["name"])).ShouldBe(expected);

        static string Ports(string names) =>
            $$"""{"ports": [{{string.Join(',', names.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => $$"""{"name": "{{name}}"}"""))}}]}""";
    }

    private static JsonObject ApplyWidget(JsonObject? live, string spec, string manager = "hermes", bool force = false) => ServerSideApply.Apply(new()
    {
        Live = live,
        Config = Widgets.Widget(spec),
        Schema = Widgets.Schema,
        Manager = manager,
        ApiVersion = "example.dev/v1alpha1",
        Force = force,
        Time = Time,
    });
}
