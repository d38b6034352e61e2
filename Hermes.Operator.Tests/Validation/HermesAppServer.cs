using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Hermes.DevCluster;
using Hermes.Kubernetes.Yaml;
using Hermes.Operator.Commands;

namespace Hermes.Operator.Tests.Validation;

/// <summary>An API server that has the generated CRD. The first app starts it: tests that only ask the validator need none.</summary>
public sealed class HermesAppServer : IAsyncLifetime
{
    private DevClusterServer? _cluster;
    private HttpClient? _client;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _client?.Dispose();
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }

    /// <summary>Creates an app without keeping it.</summary>
    /// <returns>The server's refusal, a Status; null where it took the app.</returns>
    internal async Task<JsonNode?> CreateAsync(JsonObject app)
    {
        _client ??= await StartAsync();
        using var content = Json(app);
        using var response = await _client.PostAsync(
            new Uri("apis/hermes.dev/v1alpha1/namespaces/shop/hermesapps?dryRun=All&fieldValidation=Strict", UriKind.Relative), content);
        var answer = await response.Content.ReadFromJsonAsync<JsonNode>();
        response.StatusCode.ShouldBeOneOf(HttpStatusCode.Created, HttpStatusCode.UnprocessableEntity, HttpStatusCode.BadRequest);
        return response.StatusCode == HttpStatusCode.Created ? null : answer;
    }

    private async Task<HttpClient> StartAsync()
    {
        _cluster = await DevClusterServer.StartAsync(new DevClusterOptions { Simulator = false });
        var client = new HttpClient(_cluster.CreateHandler()) { BaseAddress = _cluster.BaseAddress };
        await SendAsync(client, "apis/apiextensions.k8s.io/v1/customresourcedefinitions", GeneratedCrd());
        await SendAsync(client, "api/v1/namespaces", new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Namespace",
            ["metadata"] = new JsonObject { ["name"] = "shop" },
        });
        await _cluster.SettleAsync();
        return client;
    }

    private static JsonNode GeneratedCrd() =>
        YamlReader.Read(GeneratedManifests.All().Single(manifest => manifest.Path.StartsWith("crd/", StringComparison.Ordinal)).Content)
            .ShouldHaveSingleItem().Content;

    private static async Task SendAsync(HttpClient client, string path, JsonNode body)
    {
        using var content = Json(body);
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), content);
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
    }

    private static StringContent Json(JsonNode body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");
}
