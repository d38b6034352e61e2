using System.Net;
using System.Text.Json.Nodes;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Tests.Transport;
using k8s.Models;
using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;

namespace Hermes.Kubernetes.Tests.Client;

public sealed class ResourceClientTests : IDisposable
{
    private const string Stored = """{"apiVersion":"example.dev/v1alpha1","kind":"Widget","metadata":{"name":"one","namespace":"ns","uid":"u","resourceVersion":"7","managedFields":[{"manager":"m"}]},"spec":{"image":"x","mode":"Fancy"}}""";

    private readonly ServerFixture _fixture = new();

    private ScriptedServer Server => _fixture.Server;

    private ResourceClient Client => _fixture.Client;

    [Fact]
    public async Task Get_There_IsRead()
    {
        Server.ThenOk(Stored);

        var widget = (await Client.GetAsync<Widget>("one", "ns", CancellationToken.None).WaitAsync(Patience.Limit)).ShouldNotBeNull();

        widget.Spec.Mode.ShouldBe(WidgetMode.Fancy);
        widget.Metadata.Uid.ShouldBe("u");
        widget.Metadata.ManagedFields.ShouldHaveSingleItem();
        var request = Server.Seen.ShouldHaveSingleItem();
        (request.Method, request.Path).ShouldBe(("GET", "/prefix/apis/example.dev/v1alpha1/namespaces/ns/widgets/one"));
    }

    [Fact]
    public async Task Get_NotThere_IsNull()
    {
        Server.ThenStatus(404, "NotFound");

        (await Client.GetAsync<Widget>("one", "ns", CancellationToken.None).WaitAsync(Patience.Limit)).ShouldBeNull();
    }

    [Theory]
    [InlineData(".", "ns")]
    [InlineData("..", "ns")]
    [InlineData("a/b", "ns")]
    [InlineData("a%2fb", "ns")]
    [InlineData("one", "..")]
    [InlineData("one", "a/b")]
    public async Task Get_NameThatWouldChangeThePath_IsRefusedHere(string name, string @namespace)
    {
        (await Client.GetAsync<Widget>(name, @namespace, CancellationToken.None).WaitAsync(Patience.Limit).ShouldThrowAsync<ArgumentException>())
            .Message.ShouldContain("is no name of a Widget");

        Server.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Get_Forbidden_ThrowsTheServersWords()
    {
        Server.ThenStatus(403, "Forbidden", "widgets is forbidden");

        var refusal = await Client.GetAsync<Widget>("one", "ns", CancellationToken.None).WaitAsync(Patience.Limit).ShouldThrowAsync<KubernetesException>();

        refusal.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        refusal.Reason.ShouldBe(StatusReason.Forbidden);
        refusal.Message.ShouldBe("widgets is forbidden");
    }

    [Fact]
    public async Task Get_AnswerIsNoObject_IsAnIOFailure()
    {
        Server.ThenOk("<html>");

        (await Client.GetAsync<Widget>("one", "ns", CancellationToken.None).WaitAsync(Patience.Limit).ShouldThrowAsync<IOException>())
            .Message.ShouldStartWith("The API server's answer is no Widget: ");
    }

    [Fact]
    public async Task Get_ProxyAnswers_ThrowsItsText()
    {
        Server.Then(HttpStatusCode.BadGateway, "<html>no backend</html>\n");

        var refusal = await Client.GetAsync<Widget>("one", "ns", CancellationToken.None).WaitAsync(Patience.Limit).ShouldThrowAsync<KubernetesException>();

        refusal.Message.ShouldBe("<html>no backend</html>");
        refusal.Reason.ShouldBe(StatusReason.Unknown);
    }

    [Fact]
    public async Task Create_Object_IsPostedWithKindAndVersion()
    {
        Server.Then(HttpStatusCode.Created, Stored);

        await Client.CreateAsync(Widget(), CancellationToken.None).WaitAsync(Patience.Limit);

        var request = Server.Seen.ShouldHaveSingleItem();
        (request.Method, request.Path).ShouldBe(("POST", "/prefix/apis/example.dev/v1alpha1/namespaces/ns/widgets"));
        request.Headers["Content-Type"].ShouldBe("application/json");
        var body = JsonNode.Parse(request.Body)!;
        body["apiVersion"]!.GetValue<string>().ShouldBe("example.dev/v1alpha1");
        body["kind"]!.GetValue<string>().ShouldBe("Widget");
        body["status"].ShouldBeNull();
    }

    [Theory]
    [InlineData("AlreadyExists", StatusReason.AlreadyExists)]
    [InlineData("Conflict", StatusReason.Conflict)]
    [InlineData("", StatusReason.Conflict)]
    [InlineData("SomethingNew", StatusReason.Unknown)]
    public async Task Create_Refused409_TellsWhichKind(string reason, StatusReason expected)
    {
        Server.ThenStatus(409, reason);

        (await Client.CreateAsync(Widget(), CancellationToken.None).WaitAsync(Patience.Limit).ShouldThrowAsync<KubernetesException>()).Reason.ShouldBe(expected);
    }

    [Fact]
    public async Task Create_Invalid_TellsTheCauses()
    {
        Server.ThenStatus(422, "Invalid", "bad", """{"causes":[{"reason":"FieldValueInvalid","message":"too small","field":"spec.replicas"}],"retryAfterSeconds":3}""");

        var refusal = await Client.CreateAsync(Widget(), CancellationToken.None).WaitAsync(Patience.Limit).ShouldThrowAsync<KubernetesException>();

        var cause = refusal.Causes.ShouldHaveSingleItem();
        (cause.Field, cause.Reason, cause.Message).ShouldBe(("spec.replicas", "FieldValueInvalid", "too small"));
        refusal.RetryAfter.ShouldBe(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Apply_Forced_IsAnApplyPatch()
    {
        Server.ThenOk(Stored);

        var stored = await Client.ApplyAsync(Widget(), new ApplyOptions("hermes", Force: true), CancellationToken.None).WaitAsync(Patience.Limit);

        stored.Metadata.ResourceVersion.ShouldBe("7");
        stored.Metadata.ManagedFields.ShouldBeNull();
        var request = Server.Seen.ShouldHaveSingleItem();
        (request.Method, request.Path).ShouldBe(("PATCH", "/prefix/apis/example.dev/v1alpha1/namespaces/ns/widgets/one"));
        request.Headers["Content-Type"].ShouldBe("application/apply-patch+yaml");
        request.Query["fieldManager"].ShouldBe("hermes");
        request.Query["force"].ShouldBe("true");
    }

    [Fact]
    public async Task Apply_NotForced_LeavesForceOut()
    {
        Server.ThenStatus(409, "Conflict", details: """{"causes":[{"reason":"FieldManagerConflict","field":".spec.replicas"}]}""");

        var refusal = await Client.ApplyAsync(Widget(), new ApplyOptions("hermes"), CancellationToken.None).WaitAsync(Patience.Limit).ShouldThrowAsync<KubernetesException>();

        refusal.Causes.ShouldHaveSingleItem().Reason.ShouldBe("FieldManagerConflict");
        Server.Seen.ShouldHaveSingleItem().Query.ShouldNotContainKey("force");
    }

    [Fact]
    public async Task Apply_BuiltIn_SendsOnlyTheFieldsThatAreSet()
    {
        Server.ThenOk("""{"metadata":{"name":"web"}}""");

        await Client.ApplyAsync(
            new V1Deployment { Metadata = new V1ObjectMeta { Name = "web", NamespaceProperty = "ns" }, Spec = new V1DeploymentSpec { Replicas = 2 } },
            new ApplyOptions("hermes"),
            CancellationToken.None).WaitAsync(Patience.Limit);

        JsonNode.DeepEquals(
            JsonNode.Parse(Server.Seen.ShouldHaveSingleItem().Body),
            JsonNode.Parse("""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"ns"},"spec":{"replicas":2}}"""))
            .ShouldBeTrue(Server.Seen[0].Body);
    }

    [Fact]
    public async Task ApplyStatus_Object_SendsNoSpec()
    {
        Server.ThenOk(Stored);
        var widget = Widget();
        widget.Metadata.Uid = "u";
        widget.Status = new WidgetStatus { ObservedGeneration = 4 };

        await Client.ApplyStatusAsync(widget, new ApplyOptions("hermes"), CancellationToken.None).WaitAsync(Patience.Limit);

        var request = Server.Seen.ShouldHaveSingleItem();
        request.Path.ShouldEndWith("/widgets/one/status");
        request.Body.ShouldBe("""{"apiVersion":"example.dev/v1alpha1","kind":"Widget","metadata":{"name":"one","namespace":"ns","uid":"u"},"status":{"observedGeneration":4}}""");
    }

    [Fact]
    public async Task MergePatch_Subresource_IsSentThere()
    {
        Server.ThenOk(Stored);

        await Client.MergePatchAsync<Widget>(
            "one", "ns", new JsonObject { ["status"] = new JsonObject { ["a"] = null } }, new PatchOptions("hermes", "status"), CancellationToken.None).WaitAsync(Patience.Limit);

        var request = Server.Seen.ShouldHaveSingleItem();
        request.Path.ShouldEndWith("/widgets/one/status");
        request.Headers["Content-Type"].ShouldBe("application/merge-patch+json");
        request.Query["fieldManager"].ShouldBe("hermes");
        request.Body.ShouldBe("""{"status":{"a":null}}""");
    }

    [Fact]
    public async Task JsonPatch_Operations_AreSent()
    {
        Server.ThenOk(Stored);

        await Client.JsonPatchAsync<Widget>(
            "one", "ns", [new JsonObject { ["op"] = "remove", ["path"] = "/spec/image" }], new PatchOptions("hermes"), CancellationToken.None).WaitAsync(Patience.Limit);

        var request = Server.Seen.ShouldHaveSingleItem();
        request.Headers["Content-Type"].ShouldBe("application/json-patch+json");
        request.Body.ShouldBe("""[{"op":"remove","path":"/spec/image"}]""");
    }

    [Fact]
    public async Task Patch_NotThere_Throws()
    {
        Server.ThenStatus(404, "NotFound");

        (await Client.MergePatchAsync<Widget>("one", "ns", [], new PatchOptions("hermes"), CancellationToken.None).WaitAsync(Patience.Limit)
            .ShouldThrowAsync<KubernetesException>()).Reason.ShouldBe(StatusReason.NotFound);
    }

    [Fact]
    public async Task Delete_WithPreconditions_SendsThem()
    {
        Server.ThenOk(Stored);

        (await Client.DeleteAsync<Widget>("one", "ns", new Preconditions("u", "7"), CancellationToken.None).WaitAsync(Patience.Limit)).ShouldBeTrue();

        var request = Server.Seen.ShouldHaveSingleItem();
        request.Method.ShouldBe("DELETE");
        JsonNode.DeepEquals(
            JsonNode.Parse(request.Body),
            JsonNode.Parse("""{"apiVersion":"v1","kind":"DeleteOptions","preconditions":{"uid":"u","resourceVersion":"7"},"propagationPolicy":"Background"}"""))
            .ShouldBeTrue(request.Body);
    }

    [Fact]
    public async Task Delete_NotThere_IsFalse()
    {
        Server.ThenStatus(404, "NotFound");

        (await Client.DeleteAsync<Widget>("one", "ns", null, CancellationToken.None).WaitAsync(Patience.Limit)).ShouldBeFalse();
    }

    [Fact]
    public async Task Delete_PreconditionFails_ThrowsConflict()
    {
        Server.ThenStatus(409, "Conflict");

        (await Client.DeleteAsync<Widget>("one", "ns", new Preconditions("other"), CancellationToken.None).WaitAsync(Patience.Limit)
            .ShouldThrowAsync<KubernetesException>()).Reason.ShouldBe(StatusReason.Conflict);
    }

    public void Dispose() => _fixture.Dispose();

    private static Widget Widget() => new()
    {
        Metadata = new V1ObjectMeta { Name = "one", NamespaceProperty = "ns" },
        Spec = new WidgetSpec { Image = "x" },
    };
}
