using System.Text.Json.Nodes;
using Hermes.DevCluster.Tests.Hosting;
using Hermes.DevCluster.Tests.Schemas;

namespace Hermes.DevCluster.Tests.Authorization;

public sealed class AuthorizationTests : IAsyncLifetime
{
    private TestCluster _cluster = null!;

    private TestClient Client => _cluster.Client;

    public async Task InitializeAsync() =>
        _cluster = await TestCluster.StartAsync(new DevClusterOptions { Keda = false, Simulator = false, Rbac = true });

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Anonymous_SeesHealthAndNothingElse()
    {
        using var anonymous = new TestClient(TestCluster.Connect(_cluster.Server.Kubeconfig, certificate: false, token: false));

        (await anonymous.GetAsync("/readyz")).Status.ShouldBe(200);
        (await anonymous.GetAsync("/api/v1/namespaces")).Json.ShouldBeJson(
            """
            {"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure", "reason": "Forbidden", "code": 403, "details": {"kind": "namespaces"},
             "message": "namespaces is forbidden: User \"system:anonymous\" cannot list resource \"namespaces\" in API group \"\" at the cluster scope"}
            """);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Admin_IsKnownByCertificateOrToken(bool certificate, bool token)
    {
        using var admin = new TestClient(TestCluster.Connect(_cluster.Server.Kubeconfig, certificate, token));

        (await admin.GetAsync("/api/v1/namespaces")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task UnknownToken_IsUnauthorized()
    {
        using var stranger = new TestClient(TestCluster.Connect(_cluster.Server.Kubeconfig, certificate: false, token: false));
        stranger.Http.DefaultRequestHeaders.Authorization = new("Bearer", "nonsense");

        var answer = await stranger.GetAsync("/api/v1/namespaces");

        answer.Status.ShouldBe(401);
        answer.Reason.ShouldBe("Unauthorized");
    }

    [Theory]
    [InlineData("GET", "list")]
    [InlineData("POST", "create")]
    public async Task Impersonated_WithoutARole_IsForbidden(string method, string verb)
    {
        var ns = await _cluster.NamespaceAsync();
        var body = method == "POST" ? Widgets.Widget("""{"image": "x"}""").ToJsonString() : null;

        var answer = await Client.SendAsync(method, $"/apis/example.dev/v1alpha1/namespaces/{ns}/widgets", body, impersonate: "tenant");

        answer.Status.ShouldBe(403);
        answer.Message.ShouldBe(
            $"widgets.example.dev is forbidden: User \"tenant\" cannot {verb} resource \"widgets\" in API group \"example.dev\" in the namespace \"{ns}\"");
        answer.Json["details"].ShouldBeJson("""{"group": "example.dev", "kind": "widgets"}""");
    }

    [Fact]
    public async Task ServiceAccount_MayDoWhatItsRoleSaysWhereItIsBound()
    {
        var ns = await _cluster.NamespaceAsync();
        await GrantAsync(ns, """{"apiGroups": ["example.dev"], "resources": ["widgets", "widgets/status"], "verbs": ["get", "list", "create"]}""");
        using var account = new TestClient(TestCluster.Connect(_cluster.Server.KubeconfigFor($"system:serviceaccount:{ns}:runner")));
        var path = $"/apis/example.dev/v1alpha1/namespaces/{ns}/widgets";

        (await account.PostAsync(path, Widgets.Widget("""{"image": "x"}"""))).Status.ShouldBe(201);
        (await account.GetAsync(path)).Status.ShouldBe(200);
        (await account.DeleteAsync($"{path}/one")).Status.ShouldBe(403);
        (await account.GetAsync("/apis/example.dev/v1alpha1/widgets")).Status.ShouldBe(403);
        (await account.GetAsync($"{path}/one/scale")).Status.ShouldBe(403);
        (await account.GetAsync("/apis")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task ResourceNames_GrantThoseObjectsOnly()
    {
        var ns = await _cluster.NamespaceAsync();
        await GrantAsync(ns, """{"apiGroups": [""], "resources": ["configmaps"], "resourceNames": ["mine"], "verbs": ["*"]}""");
        using var account = new TestClient(TestCluster.Connect(_cluster.Server.KubeconfigFor($"system:serviceaccount:{ns}:runner")));

        (await account.GetAsync($"/api/v1/namespaces/{ns}/configmaps/mine")).Status.ShouldBe(404);
        (await account.GetAsync($"/api/v1/namespaces/{ns}/configmaps/other")).Status.ShouldBe(403);
    }

    [Theory]
    [InlineData("list", true)]
    [InlineData("delete", false)]
    public async Task AccessReview_OfSelfAndOfAnother_AgreesWithTheRules(string verb, bool allowed)
    {
        var ns = await _cluster.NamespaceAsync();
        await GrantAsync(ns, """{"apiGroups": ["example.dev"], "resources": ["widgets"], "verbs": ["list"]}""");
        var user = $"system:serviceaccount:{ns}:runner";
        using var account = new TestClient(TestCluster.Connect(_cluster.Server.KubeconfigFor(user)));
        var attributes = $$"""{"namespace": "{{ns}}", "verb": "{{verb}}", "group": "example.dev", "resource": "widgets"}""";

        var self = await account.PostAsync(
            "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
            Json.Object($$"""{"apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectAccessReview", "spec": {"resourceAttributes": {{attributes}} } }"""));
        var other = await Client.PostAsync(
            "/apis/authorization.k8s.io/v1/subjectaccessreviews",
            Json.Object($$"""{"apiVersion": "authorization.k8s.io/v1", "kind": "SubjectAccessReview", "spec": {"user": "{{user}}", "resourceAttributes": {{attributes}} } }"""));

        self.Status.ShouldBe(201);
        ((bool)self.Json["status"]!["allowed"]!).ShouldBe(allowed);
        ((bool)other.Json["status"]!["allowed"]!).ShouldBe(allowed);
    }

    private async Task GrantAsync(string ns, string rule)
    {
        const string rbac = "/apis/rbac.authorization.k8s.io/v1";
        (await Client.PostAsync($"{rbac}/namespaces/{ns}/roles", new JsonObject
        {
            ["apiVersion"] = "rbac.authorization.k8s.io/v1",
            ["kind"] = "Role",
            ["metadata"] = new JsonObject { ["name"] = "r" },
            ["rules"] = new JsonArray(JsonNode.Parse(rule)),
        })).Status.ShouldBe(201);
        (await Client.PostAsync($"{rbac}/namespaces/{ns}/rolebindings", new JsonObject
        {
            ["apiVersion"] = "rbac.authorization.k8s.io/v1",
            ["kind"] = "RoleBinding",
            ["metadata"] = new JsonObject { ["name"] = "b" },
            ["subjects"] = new JsonArray(new JsonObject { ["kind"] = "ServiceAccount", ["name"] = "runner", ["namespace"] = ns }),
            ["roleRef"] = new JsonObject { ["apiGroup"] = "rbac.authorization.k8s.io", ["kind"] = "Role", ["name"] = "r" },
        })).Status.ShouldBe(201);
    }
}
