using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Hermes.DevCluster;
using Hermes.Kubernetes.Yaml;

namespace Hermes.Operator.Tests.Children;

/// <summary>
/// What a server stores of the fields that a child names must be what was sent, to the letter: a value that it rewrites or drops would
/// read as somebody else's change at every reconcile.
/// </summary>
public sealed class StoredAsSentTests : IAsyncLifetime
{
    private DevClusterServer? _cluster;
    private HttpClient? _client;

    public static TheoryData<string> Cases => GoldenTests.Cases;

    public async Task InitializeAsync()
    {
        _cluster = await DevClusterServer.StartAsync(new DevClusterOptions { Simulator = false });
        _client = new HttpClient(_cluster.CreateHandler()) { BaseAddress = _cluster.BaseAddress };
        foreach (var name in new[] { "shop", "hermes" })
        {
            await SendAsync(HttpMethod.Post, "api/v1/namespaces", new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "Namespace",
                ["metadata"] = new JsonObject { ["name"] = name },
            });
        }
    }

    public async Task DisposeAsync()
    {
        _client?.Dispose();
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Child_OfTheCase_IsStoredAsSent(string @case)
    {
        foreach (var document in YamlReader.Read(await File.ReadAllTextAsync(GoldenTests.ExpectedPath(@case))))
        {
            var child = document.Content.AsObject();
            foreach (var owner in child["metadata"]!["ownerReferences"]!.AsArray())
            {
                owner!["uid"] = "5d2a4f0e-7c39-4b57-9d0f-6a1f3a1f5c11";
            }

            var stored = await SendAsync(HttpMethod.Patch, $"{Path(child)}?fieldManager=test&fieldValidation=Strict&dryRun=All", child);

            Differences("", child, stored).ShouldBeEmpty();
        }
    }

    private static string Path(JsonObject child)
    {
        var (apiVersion, metadata) = (child["apiVersion"]!.GetValue<string>(), child["metadata"]!);
        var plural = child["kind"]!.GetValue<string>() is "Ingress" ? "ingresses" : $"{child["kind"]!.GetValue<string>().ToLowerInvariant()}s";
        return $"{(apiVersion.Contains('/', StringComparison.Ordinal) ? "apis" : "api")}/{apiVersion}/namespaces/{metadata["namespace"]}/{plural}/{metadata["name"]}";
    }

    private static IEnumerable<string> Differences(string path, JsonNode? sent, JsonNode? stored) => (sent, stored) switch
    {
        (JsonObject fields, JsonObject others) => fields.SelectMany(field => Differences($"{path}.{field.Key}", field.Value, others[field.Key])),
        (JsonArray list, JsonArray others) when list.Count == others.Count =>
            list.SelectMany((item, index) => Differences($"{path}[{index}]", item, others[index])),
        _ when JsonNode.DeepEquals(sent, stored) => [],
        _ => [$"{path}: sent {sent?.ToJsonString()}, stored {stored?.ToJsonString() ?? "nothing"}"],
    };

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, JsonNode body)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = new StringContent(
            body.ToJsonString(), Encoding.UTF8, method == HttpMethod.Patch ? "application/apply-patch+yaml" : "application/json");
        using var response = await _client!.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBeOneOf([HttpStatusCode.Created, HttpStatusCode.OK], answer);
        return JsonNode.Parse(answer)!;
    }
}
