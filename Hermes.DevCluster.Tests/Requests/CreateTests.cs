using System.Text.Json.Nodes;
using Hermes.DevCluster.Tests.Hosting;
using Hermes.DevCluster.Tests.Schemas;

namespace Hermes.DevCluster.Tests.Requests;

public class CreateTests(TestCluster cluster) : IClassFixture<TestCluster>
{
    private const string Unchecked =
        "<nil> FieldValueInvalid Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation";

    private TestClient Client => cluster.Client;

    [Fact]
    public async Task Create_WithAnUnknownField_PrunesWarnsAndFillsIn()
    {
        var path = await WidgetsAsync();

        var answer = await Client.PostAsync(path, Widgets.Widget("""{"image": "x", "unknown": 1, "scaling": {}, "free": {"kept": 1}}"""));

        answer.Status.ShouldBe(201);
        answer.Warnings.ShouldBe(["299 - \"unknown field \\\"spec.unknown\\\"\""]);
        answer.Json["spec"].ShouldBeJson("""{"image": "x", "mode": "A", "replicas": 1, "scaling": {"min": 1}, "free": {"kept": 1}}""");
        var metadata = answer.Json["metadata"]!.AsObject();
        ((int)metadata["generation"]!).ShouldBe(1);
        Guid.TryParse((string?)metadata["uid"], out _).ShouldBeTrue();
        metadata["managedFields"]![0]!["manager"]!.ToString().ShouldBe("recorder");
        metadata["managedFields"]![0]!["fieldsV1"].ShouldBeJson(
            """{"f:spec": {".": {}, "f:free": {".": {}, "f:kept": {}}, "f:image": {}, "f:mode": {}, "f:replicas": {}, "f:scaling": {".": {}, "f:min": {}}}}""");
    }

    [Fact]
    public async Task Create_WithAnUnknownFieldUnderStrictValidation_IsABadRequest()
    {
        var answer = await Client.PostAsync(await WidgetsAsync() + "?fieldValidation=Strict", Widgets.Widget("""{"image": "x", "unknown": 1}"""));

        answer.Status.ShouldBe(400);
        answer.Json.ShouldBeJson(
            """
            {"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure", "reason": "BadRequest", "code": 400,
             "message": "Widget in version \"v1alpha1\" cannot be handled as a Widget: strict decoding error: unknown field \"spec.unknown\""}
            """);
    }

    [Fact]
    public async Task Create_WithoutARequiredField_NamesItAndWhatWasNotChecked()
    {
        var answer = await Client.PostAsync(await WidgetsAsync(), Widgets.Widget("{}", "bad"));

        answer.Status.ShouldBe(422);
        answer.Reason.ShouldBe("Invalid");
        answer.Causes.ShouldBe(["spec.image FieldValueRequired Required value", Unchecked]);
        answer.Message.ShouldStartWith("Widget.example.dev \"bad\" is invalid: [spec.image: Required value, <nil>: ");
        answer.Json["details"]!["kind"]!.ToString().ShouldBe("Widget");
    }

    [Fact]
    public async Task Create_AgainstACelRule_AnswersTheRulesMessage()
    {
        var answer = await Client.PostAsync(await WidgetsAsync(), Widgets.Widget("""{"image": "x", "scaling": {"min": 5, "max": 2}}""", "bad"));

        answer.Status.ShouldBe(422);
        answer.Message.ShouldBe("Widget.example.dev \"bad\" is invalid: spec.scaling: Invalid value: min must not exceed max");
    }

    [Fact]
    public async Task Create_WithABadName_QuotesTheRule()
    {
        var answer = await Client.PostAsync(await WidgetsAsync(), Widgets.Widget("""{"image": "x"}""", "Bad_Name"));

        answer.Status.ShouldBe(422);
        answer.Causes.Single().ShouldStartWith(
            "metadata.name FieldValueInvalid Invalid value: \"Bad_Name\": a lowercase RFC 1123 subdomain must consist of lower case");
    }

    [Fact]
    public async Task Create_WithoutAName_RequiresOne()
    {
        var widget = Widgets.Widget("""{"image": "x"}""");
        widget["metadata"]!.AsObject().Remove("name");

        var answer = await Client.PostAsync(await WidgetsAsync(), widget);

        answer.Status.ShouldBe(422);
        answer.Causes.ShouldBe(["metadata.name FieldValueRequired Required value: name or generateName is required", Unchecked]);
        answer.Message.ShouldStartWith("Widget.example.dev \"\" is invalid: ");
        answer.Json["details"]!.AsObject().ContainsKey("name").ShouldBeFalse();
    }

    [Fact]
    public async Task Create_WithAGeneratedName_EndsInFiveLettersOrDigits()
    {
        var widget = Widgets.Widget("""{"image": "x"}""");
        widget["metadata"] = Json.Object("""{"generateName": "gen-"}""");

        var answer = await Client.PostAsync(await WidgetsAsync(), widget);

        answer.Status.ShouldBe(201);
        answer.Json["metadata"]!["name"]!.ToString().ShouldMatch("^gen-[a-z0-9]{5}$");
    }

    [Fact]
    public async Task Create_OfAnotherKind_SaysWhatItMustBe()
    {
        var widget = Widgets.Widget("""{"image": "x"}""", "k");
        widget["kind"] = "Gizmo";

        var answer = await Client.PostAsync(await WidgetsAsync(), widget);

        answer.Status.ShouldBe(422);
        answer.Message.ShouldBe("Gizmo.example.dev \"k\" is invalid: kind: Invalid value: \"Gizmo\": must be Widget");
    }

    [Fact]
    public async Task Create_WithAnotherNamespaceInTheBody_IsABadRequest()
    {
        var widget = Widgets.Widget("""{"image": "x"}""");
        widget["metadata"]!["namespace"] = "other";

        var answer = await Client.PostAsync(await WidgetsAsync(), widget);

        answer.Status.ShouldBe(400);
        answer.Message.ShouldBe("the namespace of the provided object does not match the namespace sent on the request");
    }

    [Fact]
    public async Task Create_OfWhatIsNotJson_ShowsTheBody()
    {
        var answer = await Client.SendAsync("POST", await WidgetsAsync(), "{nope");

        answer.Status.ShouldBe(400);
        answer.Message.ShouldBe(
            "the object provided is unrecognized (must be of type Widget): couldn't get version/kind; json parse error: invalid character 'n' looking for beginning of object key string ({nope)");
    }

    [Fact]
    public async Task Create_InAnAbsentNamespace_IsNotFound()
    {
        var answer = await Client.PostAsync("/apis/example.dev/v1alpha1/namespaces/absent/widgets", Widgets.Widget("""{"image": "x"}"""));

        answer.Status.ShouldBe(404);
        answer.Json["details"].ShouldBeJson("""{"name": "absent", "kind": "namespaces"}""");
        answer.Message.ShouldBe("namespaces \"absent\" not found");
    }

    [Fact]
    public async Task Create_Twice_AlreadyExists()
    {
        var path = await WidgetsAsync();
        await Client.PostAsync(path, Widgets.Widget("""{"image": "x"}"""));

        var answer = await Client.PostAsync(path, Widgets.Widget("""{"image": "x"}"""));

        answer.Status.ShouldBe(409);
        answer.Reason.ShouldBe("AlreadyExists");
        answer.Message.ShouldBe("widgets.example.dev \"one\" already exists");
        answer.Json["details"].ShouldBeJson("""{"name": "one", "group": "example.dev", "kind": "widgets"}""");
    }

    [Fact]
    public async Task Create_AsADryRun_AnswersAndStoresNothing()
    {
        var path = await WidgetsAsync();

        var answer = await Client.PostAsync(path + "?dryRun=All", Widgets.Widget("""{"image": "x"}""", "dry"));

        answer.Status.ShouldBe(201);
        answer.Json["metadata"]!.AsObject().ContainsKey("resourceVersion").ShouldBeFalse();
        answer.Json["metadata"]!.AsObject().ContainsKey("uid").ShouldBeTrue();
        (await Client.GetAsync($"{path}/dry")).Message.ShouldBe("widgets.example.dev \"dry\" not found");
    }

    [Fact]
    public async Task Create_WithAStatus_DropsIt()
    {
        var widget = Widgets.Widget("""{"image": "x"}""");
        widget["status"] = new JsonObject { ["replicas"] = 3 };

        var answer = await Client.PostAsync(await WidgetsAsync(), widget);

        answer.Status.ShouldBe(201);
        answer.Json.ContainsKey("status").ShouldBeFalse();
    }

    private async Task<string> WidgetsAsync() => $"/apis/example.dev/v1alpha1/namespaces/{await cluster.NamespaceAsync()}/widgets";
}
